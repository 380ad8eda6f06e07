using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Agreement;

/// <summary>The random sample of a job: the same in every run, because rows are drawn by a hash of their key and number. A larger sample holds the smaller ones.</summary>
internal sealed class AgreementSample(RowIndex index)
{
    private const double Steps = 1L << 53;

    /// <summary>Whether a row is in the sample of a size.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="size">The expected number of rows of the sample.</param>
    public bool Has(int row, int size) => PlaceOf(row) < (double)size / index.Rows;

    /// <summary>The place of a row, from 0 up to 1.</summary>
    private double PlaceOf(int row)
    {
        var key = index.KeyOf(index.PromptOf(row));
        Span<byte> bytes = stackalloc byte[sizeof(ulong) + sizeof(ulong) + sizeof(int)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, key.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(sizeof(ulong)), key.Low);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(sizeof(ulong) + sizeof(ulong)), row);
        return (XxHash64.HashToUInt64(bytes) >> 11) / Steps;
    }
}
