namespace HolySheep.Planning.Splits;

/// <summary>The result of a change.</summary>
/// <param name="Statistics">The statistics after it.</param>
/// <param name="TellsReturn">True if a caller must now be told that the side's calls returned to the old side.</param>
internal readonly record struct SplitOutcome(SplitStatistics Statistics, bool TellsReturn);
