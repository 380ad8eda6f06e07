namespace HolySheep.Health;

/// <summary>The calls of five seconds.</summary>
/// <param name="Number">Which five seconds, counted from 1970.</param>
/// <param name="Calls">Calls that ended in them.</param>
/// <param name="Failures">Those of them that failed.</param>
internal readonly record struct WindowSlot(long Number, int Calls, int Failures);
