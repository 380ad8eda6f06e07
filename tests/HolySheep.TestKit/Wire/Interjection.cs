using System;
using HolySheep.TestKit.Voices;

namespace HolySheep.TestKit.Wire;

/// <summary>Something put into a stream after so many tokens: a wait, lines of text, or the stream's end.</summary>
internal sealed record Interjection(int AfterTokens, string Lines = "")
{
    /// <summary>The place before the first event, where the role has not been sent either.</summary>
    public const int BeforeTheRole = -1;

    public TimeSpan Pause { get; init; }

    public Gate? Gate { get; init; }

    public bool EndsStream { get; init; }

    /// <summary>An error that the wire puts in its own form; a plain reply says it in place of the completion. Null if there is none.</summary>
    public Fault? Fault { get; init; }

    /// <summary>True for an event that stops in the middle of its JSON; a plain reply says it in place of the completion.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>The lines as a wire writes them.</summary>
    public string Say(Voice voice) => Fault is not null ? voice.ErrorEvent(Fault) : IsUnreadable ? voice.UnreadableEvent : Lines;

    /// <summary>What a plain reply says in place of the completion; null if it is left out of plain replies.</summary>
    public string? SayPlain(Voice voice) => Fault is not null ? voice.Error(Fault) : IsUnreadable ? voice.UnreadableEvent[(voice.UnreadableEvent.IndexOf("data: ", StringComparison.Ordinal) + 6)..].TrimEnd() : null;
}
