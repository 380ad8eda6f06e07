namespace HolySheep.Providers;

/// <summary>The parts of an incomplete answer.</summary>
/// <param name="Content">The answer's text; null if none came.</param>
/// <param name="Generated">Everything that the model wrote, including reasoning and tool calls, for estimates; null if nothing came.</param>
internal readonly record struct AnswerSoFar(string? Content, string? Generated);
