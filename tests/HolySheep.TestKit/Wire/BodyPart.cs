using System;

namespace HolySheep.TestKit.Wire;

/// <summary>A piece of a body, sent after its wait and its gate.</summary>
internal sealed record BodyPart(byte[] Bytes)
{
    public TimeSpan Pause { get; init; }

    public Gate? Gate { get; init; }
}
