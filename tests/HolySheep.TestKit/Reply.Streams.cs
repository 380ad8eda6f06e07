using System;
using System.Linq;
using HolySheep.TestKit.Voices;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit;

public sealed partial record Reply
{
    /// <summary>The same until so many tokens were sent, then nothing more; a plain reply stops in the middle of its body.</summary>
    public Reply StallAfter(int tokens) => CutAfter(tokens, CutKind.Stalled);

    /// <summary>The same until so many tokens were sent, then cut off; a plain reply is cut in the middle of its body.</summary>
    public Reply CutAfter(int tokens, CutKind how = CutKind.Closed) => this with { Break = new Break(BreakPlace.AfterTokens, how, tokens) };

    /// <summary>The same without <c>[DONE]</c>; with <paramref name="keepOpen"/> the body never ends either.</summary>
    public Reply WithoutDone(bool keepOpen = true) => this with
    {
        SendsDone = false,
        Break = keepOpen ? new Break(BreakPlace.AfterTokens, CutKind.Stalled, int.MaxValue) : Break,
    };

    /// <summary>The same with an error event after so many tokens, which ends the stream; a plain reply is that error in a 200.</summary>
    public Reply ErrorEvent(string? code, string message, int afterTokens = 0, string? type = "server_error") =>
        Interject(new Interjection(afterTokens) { Fault = new Fault(code, message, type), EndsStream = true });

    /// <summary>The same with an event that is no JSON after so many tokens; a plain reply is broken JSON.</summary>
    public Reply UnreadableEvent(int afterTokens = 0) => Interject(new Interjection(afterTokens) { IsUnreadable = true });

    /// <summary>The same with unknown events, fields and objects, before the first token and after it.</summary>
    public Reply UnknownEvents()
    {
        const string Unknown = "event: weather\nid: 7\nretry: 5\nmood: sunny\ndata: {\"wind\":\"north\"}\n\ndata: {\"object\":\"chat.completion.weather\",\"wind\":\"north\"}\n\n";
        return Interject(new Interjection(Interjection.BeforeTheRole, Unknown), new Interjection(0, Unknown), new Interjection(1, Unknown));
    }

    /// <summary>The same with comment lines, each after a wait of real time: before the first event, or after so many tokens.</summary>
    public Reply Pings(TimeSpan interval, int count, int? afterTokens = null)
    {
        int place = afterTokens ?? Interjection.BeforeTheRole;
        return Interject(Enumerable.Repeat(new Interjection(place, ": ping\n\n") { Pause = interval }, count));
    }

    /// <summary>The same, held after so many tokens until the gate is open; a plain reply is held between headers and body.</summary>
    public Reply HoldAfter(int tokens, Gate gate) => Interject(new Interjection(tokens) { Gate = gate });

    /// <summary>The same with lines of the stream that end in CR LF.</summary>
    public Reply CrLf() => this with { LineEnd = "\r\n" };

    /// <summary>The same with lines of the stream that end in CR alone.</summary>
    public Reply Cr() => this with { LineEnd = "\r" };
}
