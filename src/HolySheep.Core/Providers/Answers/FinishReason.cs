namespace HolySheep.Providers.Answers;

/// <summary>A parsed finish reason.</summary>
/// <param name="End">Its meaning.</param>
/// <param name="Word">The word for the caller: the neutral one, or the provider's own if there is none.</param>
/// <param name="Warning">A warning for the caller; null if there is none.</param>
internal sealed record FinishReason(AnswerEnd End, string Word, string? Warning = null);
