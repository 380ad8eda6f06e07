namespace HolySheep.Transport;

/// <summary>How much of a reply is read, unpacked: far beyond what a model answers, and little enough that no reply of any length takes more than 300 MB.</summary>
internal static class ReplyBounds
{
    /// <summary>Bytes of a whole body.</summary>
    public const int Body = 16 * 1024 * 1024;

    /// <summary>Bytes of an error's body; what is wrong stands at its beginning.</summary>
    public const int Error = 1024 * 1024;

    /// <summary>Bytes of one event of a stream.</summary>
    public const int Event = 16 * 1024 * 1024;

    /// <summary>Characters of an answer that comes in pieces, with its reasoning and the arguments of its tool calls.</summary>
    public const int Answer = 8 * 1024 * 1024;
}
