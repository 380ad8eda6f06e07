using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>What a provider's list says of a model; for models that the catalog does not know.</summary>
internal sealed record ListedModel
{
    /// <summary>The context window in tokens; null if the list does not say.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The maximum tokens of one answer; null if the list does not say.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>Whether the model calls tools; null if the list does not say.</summary>
    public bool? Tools { get; init; }

    /// <summary>Whether the model takes images; null if the list does not say.</summary>
    public bool? Images { get; init; }

    /// <summary>Whether the model takes PDF files; null if the list does not say.</summary>
    public bool? Documents { get; init; }

    /// <summary>Whether the model follows a JSON schema; null if the list does not say.</summary>
    public bool? JsonSchema { get; init; }

    /// <summary>The kinds of thinking that the model can be asked for, in the provider's words; empty if the list does not say.</summary>
    public IReadOnlyList<string> Thinking { get; init; } = [];

    /// <summary>The efforts that the model takes; empty if the list does not say.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    /// <summary>True if the list says nothing of the model but its id.</summary>
    public bool IsEmpty => this is { ContextWindow: null, MaxOutput: null, Tools: null, Images: null, Documents: null, JsonSchema: null, Thinking.Count: 0, Efforts.Count: 0 };
}
