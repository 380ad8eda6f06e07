namespace HolySheep.Chat;

/// <summary>An event of a stream as its provider sent it.</summary>
/// <param name="Type">The event's name; null if it has none.</param>
/// <param name="Data">The event's data.</param>
public sealed record OriginalEvent(string? Type, string Data);
