using System;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.Planning;

/// <summary>Decides whether a target can be asked at all; each exclusion has a reason.</summary>
internal static class RouteFilters
{
    /// <summary>The reason why a target is left out; null if it is not.</summary>
    public static RouteExclusion? Find(RouteCandidate target, RouteQuery query, in TargetFacts facts) =>
        (target.IsDisabled ? new RouteExclusion(target, RouteFilter.Disabled, $"the provider {target.Provider} is disabled") : null)
        ?? ByCaller(target, query)
        ?? (target.Weight == 0 ? new RouteExclusion(target, RouteFilter.Drained, "it is drained: its weight is 0") : null)
        ?? ((query.Needs & target.Lacks) is var lacking && lacking != RouteNeeds.None ? new RouteExclusion(target, RouteFilter.Capability, "it takes no " + Words(lacking)) : null)
        ?? (query.OnlyFormat is { } format && format != target.Format
            ? new RouteExclusion(target, RouteFilter.Capability, $"the request has {query.OnlyFor}, which only providers of the kind '{ProviderKindName.Of(format)}' take") : null)
        ?? ByWindow(target, query, facts.PromptTokens)
        ?? (facts.Fault is { } fault ? new RouteExclusion(target, RouteFilter.Key, fault) : null);

    public static RouteExclusion Repeated(RouteCandidate target) => new(target, RouteFilter.Repeated, "it has an earlier place in the chain");

    /// <summary>The reason why the caller's own options leave a target out; null if they do not.</summary>
    private static RouteExclusion? ByCaller(RouteCandidate target, RouteQuery query)
    {
        if (query.Providers.Count > 0 && !query.Providers.Contains(target.Provider, StringComparer.Ordinal))
        {
            return Out($"only {string.Join(", ", query.Providers)} may answer");
        }

        if (query.ExcludedProviders.Count > 0 && query.ExcludedProviders.Contains(target.Provider, StringComparer.Ordinal))
        {
            return Out($"the provider {target.Provider} is excluded");
        }

        return query.Regions.Count > 0 && !query.Regions.Contains(target.Region ?? "", StringComparer.OrdinalIgnoreCase)
            ? Out($"{(target.Region is null ? $"no region is set for {target.Provider}" : $"{target.Provider} is in {target.Region}")}, and only {string.Join(", ", query.Regions)} may answer")
            : null;

        RouteExclusion Out(string reason) => new(target, RouteFilter.Caller, reason);
    }

    private static RouteExclusion? ByWindow(RouteCandidate target, RouteQuery query, long promptTokens)
    {
        if (promptTokens + (query.MaxTokens ?? 1) is var needed && !(needed > target.ContextWindow))
        {
            return null;
        }

        var answer = query.MaxTokens is { } most ? FormattableString.Invariant($", and the answer may have {most:#,0}") : "";
        return new RouteExclusion(
            target, RouteFilter.Window, FormattableString.Invariant($"its window holds {target.ContextWindow:#,0} tokens; the prompt has {promptTokens:#,0} or more{answer}"));
    }

    private static string Words(RouteNeeds lacking) => string.Join(" and no ", new[]
    {
        lacking.HasFlag(RouteNeeds.Tools) ? "tools" : null,
        lacking.HasFlag(RouteNeeds.Images) ? "images" : null,
        lacking.HasFlag(RouteNeeds.JsonSchema) ? "JSON schema" : null,
        lacking.HasFlag(RouteNeeds.StopTexts) ? "stop texts" : null,
    }.Where(word => word is not null));
}
