namespace HolySheep.Batches;

/// <summary>The result of looking for a batch whose id was lost.</summary>
/// <param name="Found">The batch; null if it was not found.</param>
/// <param name="IsCertain">Whether a batch that was not found is not there. False if the API shows what a batch holds only once it ended, and one that may be it has not.</param>
internal sealed record BatchSearch(BatchStanding? Found, bool IsCertain);
