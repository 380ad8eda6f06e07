using System;
using System.Collections.Generic;

namespace HolySheep.Telemetry;

/// <summary>What telemetry reports about one call, without any of its text.</summary>
internal sealed record CallFacts
{
    /// <summary>The model that was asked for.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    public required DateTimeOffset EndedOn { get; init; }

    /// <summary>The attempts, in the order in which they ended.</summary>
    public required IReadOnlyList<AttemptFacts> Attempts { get; init; }

    /// <summary>Whether the caller sees the answer piece by piece.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether embeddings were asked for, and not an answer.</summary>
    public bool IsEmbeddings { get; init; }

    /// <summary>True if it was given a kept answer, so that no target was asked.</summary>
    public bool IsReused { get; init; }

    /// <summary>True if its answer is dropped.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The caller's span, as the header <c>traceparent</c> says it; null if the caller names none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What tracing systems say with that span.</summary>
    public string? TraceState { get; init; }

    /// <summary>The id under which the ledger keeps it; null if it keeps none of its attempts.</summary>
    public string? CallId { get; init; }
}
