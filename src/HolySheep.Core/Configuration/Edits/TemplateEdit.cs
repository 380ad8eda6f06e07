using System.Collections.Generic;

namespace HolySheep.Configuration.Edits;

/// <summary>A change of a template in the file: null leaves a member unchanged; an empty list or text removes it, and so does 0 for the maximum tokens.</summary>
public sealed record TemplateEdit
{
    /// <summary>The prompt with its placeholders.</summary>
    public string? Prompt { get; init; }

    /// <summary>The instruction before the prompt.</summary>
    public string? System { get; init; }

    /// <summary>The model that is asked.</summary>
    public string? Model { get; init; }

    /// <summary>The schema of the answer as JSON: names and types, or a JSON schema.</summary>
    public string? Schema { get; init; }

    /// <summary>The randomness of the answer.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling.</summary>
    public double? TopP { get; init; }

    /// <summary>The maximum tokens of the answer.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end the answer.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>A seed for repeatable answers.</summary>
    public long? Seed { get; init; }

    /// <summary>How much the model reasons.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The task of the call.</summary>
    public string? Task { get; init; }
}
