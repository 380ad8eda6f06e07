namespace HolySheep.Failures;

/// <summary>What the caller allows beyond the table.</summary>
/// <param name="FallbackOnRefusal">Another model may be asked after a content policy refused.</param>
/// <param name="RestartAfterCut">A stream that was shown may start over.</param>
internal readonly record struct CallerRules(bool FallbackOnRefusal, bool RestartAfterCut);
