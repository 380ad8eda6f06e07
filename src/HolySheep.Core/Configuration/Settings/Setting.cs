namespace HolySheep.Configuration.Settings;

/// <summary>A setting of the configuration file: one key of a section that has no command of its own.</summary>
/// <param name="Name">The key with those above it, for example <c>network.proxy</c>.</param>
/// <param name="Value">The value in effect as text; null if there is none.</param>
/// <param name="IsSet">Whether the file sets it; otherwise the default is in effect.</param>
/// <param name="Default">What is in effect if the file does not set it, in words; null if a part above it requires it.</param>
/// <param name="Description">What it means.</param>
public sealed record Setting(string Name, string? Value, bool IsSet, string? Default, string Description);
