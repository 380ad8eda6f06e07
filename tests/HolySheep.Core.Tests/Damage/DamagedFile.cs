using System;
using System.IO;

namespace HolySheep.Damage;

/// <summary>Damages a file as disks and crashes do: bits, blocks of zeros or noise, and ends that are missing.</summary>
internal static class DamagedFile
{
    private const int Block = 512;

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
        switch (random.Next(4))
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
            default:
                Array.Resize(ref bytes, at);
                what = "the end missing";
                break;
        }

        File.WriteAllBytes(path, bytes);
        return FormattableString.Invariant($"{what} at {at} of {Path.GetFileName(path)}");
    }
}
