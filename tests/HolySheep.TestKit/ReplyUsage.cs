namespace HolySheep.TestKit;

/// <summary>The token counts of a reply; cached ones lie inside the prompt's, reasoning ones inside the completion's.</summary>
public sealed record ReplyUsage(int Prompt, int Completion, int Cached = 0, int Reasoning = 0);
