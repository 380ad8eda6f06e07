namespace HolySheep.Postgres.Records;

/// <summary>What records hold. The words are stored in the database.</summary>
internal static class RecordKind
{
    public const string Health = "health";
    public const string Holder = "holder";
    public const string Quota = "quota";
    public const string Split = "split";
    public const string Latency = "latency";
    public const string Measurement = "measurement";
}
