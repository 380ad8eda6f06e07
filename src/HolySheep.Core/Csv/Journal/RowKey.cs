namespace HolySheep.Csv.Journal;

/// <summary>What recognises a row: 16 bytes of a hash over all that would be sent for it.</summary>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The other eight.</param>
internal readonly record struct RowKey(ulong High, ulong Low)
{
    public const int Size = 16;
}
