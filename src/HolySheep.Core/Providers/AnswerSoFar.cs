namespace HolySheep.Providers;

/// <summary>What has come of an answer that is not whole.</summary>
/// <param name="Content">The answer's text; null where none came.</param>
/// <param name="Generated">All that the model wrote, reasoning and tool calls too, for estimates; null where nothing came.</param>
internal readonly record struct AnswerSoFar(string? Content, string? Generated);
