namespace HolySheep.Postgres.Records;

/// <summary>A record as it was last read or written.</summary>
/// <param name="Version">Its version; 0 if it does not exist.</param>
/// <param name="Value">Its value as JSON; null if it has none.</param>
internal sealed record StoredRecord(long Version, string? Value)
{
    public static StoredRecord Missing { get; } = new(0, null);
}
