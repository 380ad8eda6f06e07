using System;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Shared;

/// <summary>Converts the keys of rows.</summary>
internal static class SharedKey
{
    public static Guid Of(RowKey key)
    {
        var bytes = new byte[RowKey.Size];
        BitConverter.GetBytes(key.High).CopyTo(bytes, 0);
        BitConverter.GetBytes(key.Low).CopyTo(bytes, RowKey.Size / 2);
        return new Guid(bytes);
    }

    public static RowKey Of(Guid key)
    {
        var bytes = key.ToByteArray();
        return new RowKey(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, RowKey.Size / 2));
    }
}
