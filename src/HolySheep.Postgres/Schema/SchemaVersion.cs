namespace HolySheep.Postgres.Schema;

/// <summary>The version of a schema.</summary>
/// <param name="Version">The number of migrations that were applied.</param>
/// <param name="OldestReader">The version that a program must know at least to use it.</param>
internal sealed record SchemaVersion(int Version, int OldestReader)
{
    /// <summary>Whether this program may use the schema once it is new enough.</summary>
    public bool Admits => OldestReader <= PostgresSchema.Version;

    /// <summary>Whether this program can use the schema as it is. Migrations only add, so that a later schema that admits it has all of its tables.</summary>
    public bool IsUsable => Admits && Version >= PostgresSchema.Version;
}
