namespace HolySheep.TestKit;

/// <summary>How a reply breaks off.</summary>
public enum CutKind
{
    /// <summary>The connection is closed before the announced end.</summary>
    Closed,

    /// <summary>The body is ended as HTTP wants it, though the answer is not whole.</summary>
    Ended,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing more comes, and the connection stays open.</summary>
    Stalled,
}
