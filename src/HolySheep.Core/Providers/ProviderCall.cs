using System;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Providers;

/// <summary>What a provider needs for one attempt.</summary>
internal sealed record ProviderCall
{
    public required RouteCandidate Candidate { get; init; }

    public required ChatRequest Request { get; init; }

    /// <summary>The key; null if the provider needs none.</summary>
    public Secret? Key { get; init; }

    /// <summary>True if the answer is requested as a stream.</summary>
    public bool Streamed { get; init; }

    /// <summary>True if the caller's own body is sent without the reasoning of earlier answers, because the target refused it.</summary>
    public bool OmitsReasoning { get; init; }

    /// <summary>True if the caller sees the text as it arrives.</summary>
    public bool Visible { get; init; }

    /// <summary>The limit until the first text; null if there is none.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The limit between two pieces.</summary>
    public TimeSpan Stall { get; init; }

    /// <summary>Receives the answer so far when the exchange is cancelled.</summary>
    public Action<AnswerSoFar>? OnCancelled { get; init; }

    /// <summary>Called at the first text of a stream that is read to its end before the caller sees it.</summary>
    public Action? OnFirstText { get; init; }
}
