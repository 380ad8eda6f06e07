namespace HolySheep.Providers.Exchange;

/// <summary>A finish reason, read.</summary>
/// <param name="End">What it means.</param>
/// <param name="Word">The word that the caller gets: the neutral one, or the provider's own where there is none.</param>
/// <param name="Warning">What the caller should know; null if nothing.</param>
internal sealed record FinishReason(AnswerEnd End, string Word, string? Warning = null);
