using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning.Rules;

/// <summary>Finds the first rule whose conditions all hold.</summary>
internal static class RuleMatcher
{
    /// <param name="rules">The rules in their order.</param>
    /// <param name="facts">The request and the moment.</param>
    /// <param name="asked">The requested model: the caller's, or the default.</param>
    /// <param name="areSame">Whether two names mean the same model.</param>
    /// <returns>The rule, or null if none matches, and warnings for the caller.</returns>
    public static (RuleOptions? Rule, IReadOnlyList<string> Warnings) First(IReadOnlyList<RuleOptions> rules, ChoiceFacts facts, string asked, Func<string, string, bool> areSame)
    {
        List<string>? warnings = null;
        foreach (var rule in rules)
        {
            if (!AsksFor(rule, facts, asked, areSame) || !Holds(rule, facts))
            {
                continue;
            }

            if (rule.Pattern is not { } pattern || IsFound(pattern, facts.Prompt, out var inTime))
            {
                return (rule, warnings ?? []);
            }

            if (!inTime)
            {
                (warnings ??= []).Add(FormattableString.Invariant($"The rule '{rule.Name}' was skipped: its pattern took longer than {pattern.MatchTimeout.TotalMilliseconds:0} ms on this prompt."));
            }
        }

        return (null, warnings ?? []);
    }

    /// <summary>Only a rule that names the model applies to a call that names its model.</summary>
    private static bool AsksFor(RuleOptions rule, ChoiceFacts facts, string asked, Func<string, string, bool> areSame) =>
        rule.Models.Count == 0 ? facts.Model is null : rule.Models.Any(model => areSame(model, asked));

    private static bool Holds(RuleOptions rule, ChoiceFacts facts) =>
        !(facts.PromptTokens < rule.MinPromptTokens)
        && !(facts.PromptTokens > rule.MaxPromptTokens)
        && (rule.Task is null || string.Equals(rule.Task, facts.Task, StringComparison.OrdinalIgnoreCase))
        && rule.Tags.All(tag => facts.Tags.Any(given => IsSame(given.Key, tag.Key) && IsSame(given.Value, tag.Value)))
        && rule.Between?.Contains(facts.Now, facts.LocalZone) != false;

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsFound(Regex pattern, string prompt, out bool inTime)
    {
        inTime = true;
        try
        {
            return pattern.IsMatch(prompt);
        }
        catch (RegexMatchTimeoutException)
        {
            inTime = false;
            return false;
        }
    }
}
