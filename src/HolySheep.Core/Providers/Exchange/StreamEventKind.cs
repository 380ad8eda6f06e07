namespace HolySheep.Providers.Exchange;

/// <summary>The kind of a server-sent event.</summary>
internal enum StreamEventKind
{
    Chunk,
    Done,
    Error,
    Unreadable,

    /// <summary>Nothing of ours: skipped.</summary>
    Unknown,
}
