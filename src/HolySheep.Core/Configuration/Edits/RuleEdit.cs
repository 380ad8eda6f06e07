using System.Collections.Generic;

namespace HolySheep.Configuration.Edits;

/// <summary>A change of a rule in the file: null leaves a member unchanged; an empty list or text, or 0, removes it.</summary>
public sealed record RuleEdit
{
    /// <summary>The minimum tokens of the prompt.</summary>
    public int? MinPromptTokens { get; init; }

    /// <summary>The maximum tokens of the prompt.</summary>
    public int? MaxPromptTokens { get; init; }

    /// <summary>The tags that the call carries.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The time of day, for example <c>22:00-06:00</c>.</summary>
    public string? Between { get; init; }

    /// <summary>The time zone of the time of day.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The task that the caller names.</summary>
    public string? Task { get; init; }

    /// <summary>A regular expression over the prompt.</summary>
    public string? PromptPattern { get; init; }

    /// <summary>The models that calls ask for.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>The model that is asked; it replaces a chain.</summary>
    public string? Model { get; init; }

    /// <summary>The models that are asked in this order; they replace a model.</summary>
    public IReadOnlyList<string>? Chain { get; init; }

    /// <summary>The rule's 1-based place in the list; null leaves it in place, or adds a new rule at the end.</summary>
    public int? Position { get; init; }
}
