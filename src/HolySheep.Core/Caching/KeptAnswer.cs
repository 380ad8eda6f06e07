using System;
using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Caching;

/// <summary>A whole answer that may be given again, without anything of the call that it was given to.</summary>
internal sealed record KeptAnswer
{
    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Provider { get; init; }

    /// <summary>The model of the chain that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The model id that was sent to the provider.</summary>
    public required string ModelSent { get; init; }

    public string? ModelReported { get; init; }

    public required string Content { get; init; }

    public string? Reasoning { get; init; }

    /// <summary>The answer as the message that continues the conversation.</summary>
    public required ChatMessage Message { get; init; }

    public string? FinishReason { get; init; }

    public string? FinishReasonRaw { get; init; }

    public string? Id { get; init; }

    public string? RequestId { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required ChatUsage Usage { get; init; }

    /// <summary>What the call cost in USD; null if it is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Members of the provider's answer that no other property holds: name to JSON text.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>The pieces in which a stream brought it; empty if it came in one piece.</summary>
    public IReadOnlyList<KeptPiece> Pieces { get; init; } = [];

    /// <summary>The provider's own events after the last piece; null if its events were not passed on.</summary>
    public IReadOnlyList<OriginalEvent>? LastEvents { get; init; }

    /// <summary>The provider's own body, for a caller that speaks its format; null if it was not passed on.</summary>
    public ReadOnlyMemory<byte>? Original { get; init; }
}
