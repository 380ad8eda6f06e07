namespace HolySheep.Configuration.Names;

/// <summary>A name that can be written, as completion offers it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Note">One line on what it stands for.</param>
public sealed record KnownName(string Name, string Note);
