using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace HolySheep.Configuration.Options;

/// <summary>A rule: its conditions, all of which must hold, and the model that is asked.</summary>
public sealed record RuleOptions
{
    /// <summary>The rule's name.</summary>
    public required string Name { get; init; }

    /// <summary>The minimum tokens of the prompt, as estimated before the call; null means any.</summary>
    public int? MinPromptTokens { get; init; }

    /// <summary>The maximum tokens of the prompt, as estimated before the call; null means any.</summary>
    public int? MaxPromptTokens { get; init; }

    /// <summary>The tags that the call must carry, in any letter case.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The time of day at which the call must begin; null means any.</summary>
    public TimeWindow? Between { get; init; }

    /// <summary>The task that the caller must name, in any letter case; null means any or none.</summary>
    public string? Task { get; init; }

    /// <summary>A regular expression that the last message must match; null means any text.</summary>
    public string? PromptPattern { get; init; }

    /// <summary>The models of which the call must ask for one, or of which one is the default if the call names no model; empty means only calls that name no model.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The model that is asked, with its own chain; null if there is a <see cref="Chain"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The models that are asked in this order; empty if there is a <see cref="Model"/>.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>The compiled pattern.</summary>
    internal Regex? Pattern { get; init; }

    /// <summary>All conditions in words.</summary>
    public string When => string.Join(", ", Conditions());

    private IEnumerable<string> Conditions()
    {
        if (MinPromptTokens is { } least)
        {
            yield return FormattableString.Invariant($"tokens >= {least}");
        }

        if (MaxPromptTokens is { } most)
        {
            yield return FormattableString.Invariant($"tokens <= {most}");
        }

        foreach (var tag in Tags)
        {
            yield return $"{tag.Key} = {tag.Value}";
        }

        if (Between is not null)
        {
            yield return Between.Zone is { } zone ? $"{Between} {zone.Id}" : Between.ToString();
        }

        if (Task is not null)
        {
            yield return "task " + Task;
        }

        if (PromptPattern is not null)
        {
            yield return $"prompt ~ {PromptPattern}";
        }

        if (Models.Count > 0)
        {
            yield return "for " + string.Join(" or ", Models);
        }
    }
}
