using System.Security.Cryptography;
using System.Text;

namespace HolySheep.Planning.Splits;

/// <summary>Calculates the draw of a split's side for a key: the same in every process, version and machine.</summary>
internal static class SplitHash
{
    private const int BitsOfFraction = 53;
    private const int BitsRead = 64;

    /// <summary>A number from 0 up to 1: the first 53 bits of SHA-256 over model, side and key, separated by line feeds, in UTF-8.</summary>
    public static double Of(string model, string side, string key)
    {
        var text = Encoding.UTF8.GetBytes(model + "\n" + side + "\n" + key);
#if NET8_0_OR_GREATER
        var hash = SHA256.HashData(text);
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(text);
#endif
        ulong bits = 0;
        for (var index = 0; index < BitsRead / 8; index++)
        {
            bits = (bits << 8) | hash[index];
        }

        return (bits >> (BitsRead - BitsOfFraction)) / (double)(1UL << BitsOfFraction);
    }
}
