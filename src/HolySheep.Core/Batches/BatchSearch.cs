namespace HolySheep.Batches;

/// <summary>The result of looking for a batch whose id was lost.</summary>
/// <param name="Found">The batch; null if it was not found.</param>
/// <param name="IsCertain">Whether a batch that was not found certainly does not exist. False if the API shows the requests of a batch only after its end, and a batch that may be it has not ended.</param>
internal sealed record BatchSearch(BatchStanding? Found, bool IsCertain);
