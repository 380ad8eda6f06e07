using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using HolySheep.TestKit.Voices;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit;

/// <summary>
/// One scripted reply. It is plain or streamed as the request asks; the static members say what is answered,
/// the instance members how it is delivered, and each of those gives a changed copy.
/// </summary>
public sealed partial record Reply
{
    private Reply()
    {
    }

    /// <summary>A whole answer that says who answered what: <c>answer from NAME to LAST USER MESSAGE</c>.</summary>
    public static Reply Echo { get; } = Text(null);

    internal int StatusCode { get; private init; } = 200;

    internal ImmutableList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    internal Completion? Completion { get; private init; }

    internal string RawBody { get; private init; } = "";

    /// <summary>An error that the wire puts in its own form; null if the body is given as it is.</summary>
    internal Fault? Fault { get; private init; }

    internal string? ContentType { get; private init; }

    internal TimeSpan DelayBefore { get; private init; }

    internal Gate? GateBefore { get; private init; }

    internal Break? Break { get; private init; }

    internal ImmutableList<Interjection> Interjections { get; private init; } = [];

    internal Packing Packing { get; private init; }

    internal int SliceSize { get; private init; }

    internal string LineEnd { get; private init; } = "\n";

    internal bool? ForcedStream { get; private init; }

    internal bool SendsUsage { get; private init; } = true;

    internal bool SendsDone { get; private init; } = true;

    /// <summary>The same with a further response header.</summary>
    public Reply WithHeader(string name, string value) => this with { Headers = Headers.Add(new(name, value)) };

    /// <summary>The same under this content type, whatever it is; an empty one is left out.</summary>
    public Reply As(string contentType) => this with { ContentType = contentType };

    /// <summary>The same after a wait of real time before the headers.</summary>
    public Reply Delay(TimeSpan delay) => this with { DelayBefore = delay };

    /// <summary>The same once the gate is open: nothing is sent before.</summary>
    public Reply Hold(Gate gate) => this with { GateBefore = gate };

    /// <summary>The same compressed with gzip, asked for or not.</summary>
    public Reply Gzip() => this with { Packing = Packing.Gzip };

    /// <summary>The same compressed with deflate in its zlib wrapping, asked for or not.</summary>
    public Reply Deflate() => this with { Packing = Packing.Deflate };

    /// <summary>The same compressed with br, asked for or not.</summary>
    public Reply Brotli() => this with { Packing = Packing.Brotli };

    /// <summary>The same written in slices of so many bytes, which split characters, lines and events.</summary>
    public Reply SplitCharacters(int sliceSize = 1) => this with { SliceSize = sliceSize };

    /// <summary>Names as the tests read them, without the values that were not set.</summary>
    public override string ToString() => Completion is null ? $"{StatusCode} {Fault?.ToString() ?? RawBody}" : $"{StatusCode} {Completion}";

    private Reply WithHeaders(IEnumerable<KeyValuePair<string, string>>? headers) => this with { Headers = Headers.AddRange(headers ?? []) };

    private Reply Interject(params IEnumerable<Interjection> interjections) => this with { Interjections = Interjections.AddRange(interjections) };

    private Reply Say(Func<Completion, Completion> change) => this with
    {
        Completion = change(Completion ?? throw new InvalidOperationException("Only a reply with a completion can be changed so.")),
    };
}
