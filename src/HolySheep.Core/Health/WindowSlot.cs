namespace HolySheep.Health;

/// <summary>The calls of a slot of five seconds.</summary>
/// <param name="Number">The number of the slot since 1970.</param>
/// <param name="Calls">The calls that ended in it.</param>
/// <param name="Failures">The calls of these that failed.</param>
internal readonly record struct WindowSlot(long Number, int Calls, int Failures);
