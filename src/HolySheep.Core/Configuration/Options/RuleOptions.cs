using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace HolySheep.Configuration.Options;

/// <summary>One rule: under which conditions which model is asked. All conditions that are given must hold.</summary>
public sealed record RuleOptions
{
    /// <summary>The rule's name.</summary>
    public required string Name { get; init; }

    /// <summary>The prompt has at least so many tokens, as counted before the call; null means any.</summary>
    public int? MinPromptTokens { get; init; }

    /// <summary>The prompt has at most so many tokens, as counted before the call; null means any.</summary>
    public int? MaxPromptTokens { get; init; }

    /// <summary>The call carries these tags; upper and lower case are the same.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The call begins at this time of day; null means any.</summary>
    public TimeWindow? Between { get; init; }

    /// <summary>The task that the caller names; upper and lower case are the same; null means any or none.</summary>
    public string? Task { get; init; }

    /// <summary>A regular expression that is found in the last message; null means any text.</summary>
    public string? PromptPattern { get; init; }

    /// <summary>The call asks for one of these models, or names none and one of them is the default; empty means only calls that name no model.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The model that is asked, with its own chain; null where there is a <see cref="Chain"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The models that are asked in this order; empty where there is a <see cref="Model"/>.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>The pattern, ready to be matched.</summary>
    internal Regex? Pattern { get; init; }
}
