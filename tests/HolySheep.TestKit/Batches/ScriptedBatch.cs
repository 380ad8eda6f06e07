using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.TestKit.Batches;

/// <summary>A batch that a scripted provider accepted.</summary>
public sealed class ScriptedBatch
{
    internal ScriptedBatch(string id, string? name, IReadOnlyList<(string Id, RecordedRequest Request)> rows, BatchFate fate, DateTimeOffset createdAt) =>
        (Id, Name, Rows, Fate, CreatedAt) = (id, name, rows, fate, createdAt);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>The name that the client gave it; null if the API takes none.</summary>
    public string? Name { get; }

    /// <summary>Its requests with their ids, in the order in which they came.</summary>
    public IReadOnlyList<(string Id, RecordedRequest Request)> Rows { get; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>How far it is.</summary>
    public ScriptedBatchState State { get; internal set; }

    /// <summary>How often a client asked how far it is.</summary>
    public int Polls { get; internal set; }

    /// <summary>True if it is neither ended nor refused.</summary>
    public bool IsOpen => State is ScriptedBatchState.Validating or ScriptedBatchState.InProgress or ScriptedBatchState.Cancelling;

    internal BatchFate Fate { get; }

    /// <summary>Why it was refused; null if it was not.</summary>
    internal (string Code, string Message)? Refusal { get; set; }

    /// <summary>The file of its requests; null if they came with it.</summary>
    internal ScriptedFile? Input { get; init; }

    internal ScriptedFile? Output { get; set; }

    internal ScriptedFile? Errors { get; set; }

    internal IReadOnlyList<BatchRowResult> Results { get; set; } = [];

    internal long PromptCharacters => Rows.Sum(row => (long)row.Request.Messages.Sum(message => message.Content.Length));
}
