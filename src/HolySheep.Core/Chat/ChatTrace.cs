namespace HolySheep.Chat;

/// <summary>One thing that happened on the way to an answer; its text holds no secret.</summary>
/// <param name="Level">For whom it is.</param>
/// <param name="Message">What happened, in one line.</param>
public sealed record ChatTrace(ChatTraceLevel Level, string Message);
