namespace HolySheep.Transport;

/// <summary>The maximum sizes of decompressed replies: far above what a model answers, and low enough that no reply takes more than 300 MB.</summary>
internal static class ReplyBounds
{
    /// <summary>The bytes of a whole body: a picture of 20 MB is 27 MB of Base64.</summary>
    public const int Body = 32 * 1024 * 1024;

    /// <summary>The bytes of an error's body; its cause is at the beginning.</summary>
    public const int Error = 1024 * 1024;

    /// <summary>The bytes of one event of a stream.</summary>
    public const int Event = 32 * 1024 * 1024;

    /// <summary>The characters of a streamed answer, including its reasoning and the arguments of its tool calls.</summary>
    public const int Answer = 8 * 1024 * 1024;
}
