namespace HolySheep.Providers.Batches;

/// <summary>The result of one request of a batch.</summary>
/// <param name="Id">The id that the request was given.</param>
/// <param name="Outcome">Its answer or its failure, read as that of a call; a request that expired or was cancelled failed with <see cref="Failures.FailureSignal.BatchExpired"/> or <see cref="Failures.FailureSignal.Cancelled"/>.</param>
internal readonly record struct BatchAnswer(string Id, AttemptOutcome Outcome);
