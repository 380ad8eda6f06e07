namespace HolySheep.Providers;

/// <summary>The parts of an incomplete answer.</summary>
/// <param name="Content">The answer's text; null if none came.</param>
/// <param name="Generated">Everything that the model wrote, including reasoning and tool calls, for estimates; null if nothing came.</param>
/// <param name="Unsent">What the attempt was doing if its request had not left whole, such as <c>while it waited for a connection</c>: it cannot have been answered; null if the request left.</param>
internal readonly record struct AnswerSoFar(string? Content, string? Generated, string? Unsent = null);
