namespace HolySheep.Configuration.Names;

/// <summary>A name that completion offers.</summary>
/// <param name="Name">The name.</param>
/// <param name="Note">A description in one line.</param>
public sealed record KnownName(string Name, string Note);
