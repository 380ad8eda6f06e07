namespace HolySheep.Providers.OpenAI;

/// <summary>What a server-sent event is.</summary>
internal enum StreamEventKind
{
    Chunk,
    Done,
    Error,
    Unreadable,

    /// <summary>Nothing of ours: skipped.</summary>
    Unknown,
}
