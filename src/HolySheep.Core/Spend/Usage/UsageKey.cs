namespace HolySheep.Spend.Usage;

/// <summary>What the attempts of one cell have in common.</summary>
/// <param name="Bucket">The quarter of an hour, or the first one of the cell.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model id that was sent.</param>
/// <param name="Job">The job; empty if there is none.</param>
/// <param name="Tags">The tags as one text.</param>
/// <param name="Machine">The machine; empty for attempts of versions that did not record it.</param>
internal readonly record struct UsageKey(long Bucket, string Provider, string Model, string Job, string Tags, string Machine);
