namespace HolySheep.Chat;

/// <summary>One event on the way to an answer; its text contains no secret.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Message">What happened, in one line.</param>
public sealed record ChatTrace(ChatTraceLevel Level, string Message)
{
    /// <summary>The target of an attempt that begins, as <c>provider/model</c>; null for every other event.</summary>
    public string? Asked { get; init; }
}
