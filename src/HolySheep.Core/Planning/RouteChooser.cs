using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Planning.Rules;
using HolySheep.Planning.Splits;

namespace HolySheep.Planning;

/// <summary>Chooses the model that is asked, before targets are planned: first by the rules, then by the split of the chosen model. Pure.</summary>
internal static class RouteChooser
{
    /// <param name="facts">The request, the time and random numbers.</param>
    /// <param name="configuration">The rules and the splits.</param>
    /// <param name="isReturned">Whether a member's calls were returned to the old side.</param>
    public static RouteChoice Choose(ChoiceFacts facts, HolySheepConfiguration configuration, Func<SplitOptions, string, bool> isReturned)
    {
        var choice = WithRule(facts, configuration);
        return configuration.Splits.Count > 0 && SplitOf(choice.Model, configuration) is { } split
            ? WithSplit(choice, split, facts, configuration, isReturned)
            : choice;
    }

    /// <summary>What a request asks for without rules and splits.</summary>
    public static RouteChoice AsAsked(ChoiceFacts facts, HolySheepConfiguration configuration) => new()
    {
        Model = facts.Model ?? configuration.Defaults.Model,
        Fallback = facts.Fallback,
        NoFallback = facts.NoFallback,
    };

    /// <summary>The split of a model, under any of its names; null if it has none.</summary>
    public static SplitOptions? SplitOf(string model, HolySheepConfiguration configuration) =>
        configuration.Splits.TryGetValue(model, out var split)
            ? split
            : configuration.Splits.Values.FirstOrDefault(other => configuration.Names.AreSame(other.Model, model));

    private static RouteChoice WithRule(ChoiceFacts facts, HolySheepConfiguration configuration)
    {
        var asked = AsAsked(facts, configuration);
        if (configuration.Rules.Count == 0)
        {
            return asked;
        }

        var (rule, warnings) = RuleMatcher.First(configuration.Rules, facts, asked.Model, configuration.Names.AreSame);
        if (rule is null)
        {
            return asked with { Warnings = warnings };
        }

        return asked with
        {
            Model = rule.Model ?? rule.Chain[0],
            Fallback = facts.Fallback ?? (rule.Model is null ? rule.Chain.Skip(1).ToList() : null),
            Rule = rule.Name,
            Reasons = [$"The rule '{rule.Name}' asks {rule.Model ?? string.Join(", then ", rule.Chain)} in place of {asked.Model}."],
            Warnings = warnings,
        };
    }

    private static RouteChoice WithSplit(
        RouteChoice choice, SplitOptions split, ChoiceFacts facts, HolySheepConfiguration configuration, Func<SplitOptions, string, bool> isReturned)
    {
        var drawn = SplitShares.MemberOf(split, facts.SplitKey, facts.Draw);
        var member = drawn is null || isReturned(split, drawn.Model) ? null : drawn;
        var reason = (drawn, member) switch
        {
            (null, _) => $"The split of {split.Model} keeps this call on the old side.",
            (_, null) => $"The split of {split.Model} keeps this call on the old side: {drawn.Model} was taken back.",
            _ => FormattableString.Invariant($"The split of {split.Model} gives this call to {member.Model} ({member.Percent:0.##} %)."),
        };
        var shadow = SplitShares.TakesShadow(split, facts.ShadowDraw) ? split.Shadow?.Model : null;
        choice = choice with
        {
            Split = split,
            Member = member?.Model,
            Shadow = shadow,
            Reasons = [.. choice.Reasons, reason, .. shadow is null ? (IEnumerable<string>)[] : [$"{shadow} answers it a second time in the background."]],
        };
        return member is null ? choice : choice with
        {
            // The old side and its chain follow the member.
            Model = member.Model,
            Fallback = ModelChain.Of(new RouteQuery { Model = choice.Model, Fallback = choice.Fallback, NoFallback = choice.NoFallback }, configuration),
            NoFallback = false,
        };
    }
}
