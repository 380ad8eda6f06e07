namespace HolySheep.Harness;

/// <summary>The three ways to ask; what a failure means is the same in each.</summary>
public enum CallMode
{
    /// <summary>A whole answer over a plain reply.</summary>
    Plain,

    /// <summary>A whole answer over a streamed reply: the caller sees nothing before the end.</summary>
    StreamedWire,

    /// <summary>Text shown piece by piece.</summary>
    VisibleStream,
}
