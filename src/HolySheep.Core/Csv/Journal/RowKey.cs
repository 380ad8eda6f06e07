namespace HolySheep.Csv.Journal;

/// <summary>Identifies a row: 16 bytes of a hash over everything that is sent for it.</summary>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The last eight bytes.</param>
internal readonly record struct RowKey(ulong High, ulong Low)
{
    public const int Size = 16;
}
