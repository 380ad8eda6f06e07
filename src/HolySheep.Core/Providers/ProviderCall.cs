using System;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Providers;

/// <summary>One exchange with one target.</summary>
internal sealed record ProviderCall
{
    public required RouteCandidate Candidate { get; init; }

    public required ChatRequest Request { get; init; }

    /// <summary>The key; null where the provider takes calls without one.</summary>
    public Secret? Key { get; init; }

    /// <summary>True where the answer is asked for as a stream.</summary>
    public bool Streamed { get; init; }

    /// <summary>True where the caller sees the text as it comes.</summary>
    public bool Visible { get; init; }

    /// <summary>The limit until the first text; null where none is in force.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The limit between two pieces.</summary>
    public TimeSpan Stall { get; init; }

    /// <summary>Told what had come when the exchange was cancelled.</summary>
    public Action<AnswerSoFar>? OnCancelled { get; init; }

    /// <summary>Told that the first text of a stream has come, where the stream is read to its end all the same.</summary>
    public Action? OnFirstText { get; init; }
}
