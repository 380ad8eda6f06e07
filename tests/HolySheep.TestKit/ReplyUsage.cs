namespace HolySheep.TestKit;

/// <summary>The token counts of a reply; cached ones and those written to the cache, for minutes or for an hour, lie inside the prompt's, reasoning ones inside the completion's.</summary>
public sealed record ReplyUsage(int Prompt, int Completion, int Cached = 0, int Reasoning = 0, int Written = 0, int WrittenForHour = 0);
