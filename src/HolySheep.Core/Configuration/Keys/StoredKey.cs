namespace HolySheep.Configuration.Keys;

/// <summary>A stored key, without its value.</summary>
/// <param name="Provider">The provider that it belongs to.</param>
/// <param name="Path">Its file.</param>
/// <param name="IsUsed">Whether calls to the provider use it.</param>
/// <param name="Reason">Why calls do not use it; null if they do.</param>
public sealed record StoredKey(string Provider, string Path, bool IsUsed, string? Reason);
