using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>What is known of one model: data with a source, never a promise.</summary>
public sealed record ModelEntry
{
    /// <summary>The model id.</summary>
    public required string Id { get; init; }

    /// <summary>Other spellings of the id.</summary>
    public IReadOnlyList<string> Aliases { get => field ?? []; init; } // the generated reader sets null where the file has none

    /// <summary>Tokens of prompt and answer together; null where unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The most tokens of one answer; null where unknown.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>True where the model reasons before its first text.</summary>
    public bool ReasonsFirst { get; init; }

    /// <summary>True where the token limit is sent as <c>max_completion_tokens</c>.</summary>
    public bool MaxCompletionTokens { get; init; }

    /// <summary>The price; null where unknown.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>Where the figures come from.</summary>
    public string? Source { get; init; }

    /// <summary>The day the figures were read.</summary>
    public string? Date { get; init; }
}
