namespace HolySheep.Postgres.Schema;

/// <summary>The version of a schema.</summary>
/// <param name="Version">The number of migrations that were applied.</param>
/// <param name="OldestReader">The version that a program must know at least to use it.</param>
internal sealed record SchemaVersion(int Version, int OldestReader);
