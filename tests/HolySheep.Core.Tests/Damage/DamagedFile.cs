using System;
using System.IO;
using HolySheep.Csv.Journal;

namespace HolySheep.Damage;

/// <summary>Damages a file as disks and crashes do: bits, blocks of zeros or noise, and ends that are missing.</summary>
internal static class DamagedFile
{
    private const int Block = 512;
    private const int Page = 4096;

    public static string Damage(string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0)
        {
            return "nothing";
        }

        var at = random.Next(bytes.Length);
        var length = Math.Min(bytes.Length - at, Block * random.Next(1, 5));
        string what;
        switch (random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                what = "a bit";
                break;
            case 1:
                Array.Clear(bytes, at, length);
                what = $"{length} zeros";
                break;
            case 2:
                random.NextBytes(bytes.AsSpan(at, length));
                what = $"{length} bytes of noise";
                break;
            case 3:
                Array.Resize(ref bytes, at);
                what = "the end missing";
                break;
            default:
                at = Border(bytes, at);
                Array.Resize(ref bytes, at);
                what = "the end missing from a border on";
                break;
        }

        File.WriteAllBytes(path, bytes);
        return FormattableString.Invariant($"{what} at {at} of {Path.GetFileName(path)}");
    }

    /// <summary>The end of a line, of a page or of an entry at or before a place, behind which nothing looks cut off.</summary>
    private static int Border(byte[] bytes, int at) =>
        bytes[0] is >= (byte)'0' and <= (byte)'9' ? Array.LastIndexOf(bytes, (byte)'\n', at) + 1
        : bytes.AsSpan().StartsWith(JournalHead.Mark) ? EntryBorder(bytes, at)
        : at / Page * Page;

    private static int EntryBorder(byte[] bytes, int at)
    {
        var end = JournalHead.Empty().Length;
        for (var next = end; next <= at; next += JournalFrame.HeadSize + BitConverter.ToInt32(bytes, next))
        {
            end = next;
        }

        return end;
    }
}
