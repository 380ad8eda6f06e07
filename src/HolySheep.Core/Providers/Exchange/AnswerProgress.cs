namespace HolySheep.Providers.Exchange;

/// <summary>What a chunk added to an answer.</summary>
/// <param name="Reasoning">Reasoning that can be shown.</param>
/// <param name="Text">Text that can be shown.</param>
/// <param name="Tool">Whether it has a part of a tool call.</param>
/// <param name="Any">Whether the model wrote anything, shown or held back.</param>
internal readonly record struct AnswerProgress(string Reasoning, string Text, bool Tool, bool Any)
{
    public static AnswerProgress None { get; } = new("", "", false, false);
}
