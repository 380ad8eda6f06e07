using System;
using System.IO;
using System.Security.Cryptography;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Shared;

/// <summary>Calculates the ids of shared jobs.</summary>
internal static class SharedJobId
{
    private const int Length = 16;

    /// <summary>Equal for the same rows of the same output, so that a submitter that comes back finds what was done meanwhile.</summary>
    /// <param name="place">The output on its machine.</param>
    /// <param name="index">The rows.</param>
    public static string Of(string place, RowIndex index)
    {
        using var sha = SHA256.Create();
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(place);
            for (var prompt = 0; prompt < index.Prompts; prompt++)
            {
                var key = index.KeyOf(prompt);
                writer.Write(key.High);
                writer.Write(key.Low);
            }
        }

        return BitConverter.ToString(sha.ComputeHash(stream.ToArray()), 0, Length).Replace("-", "").ToLowerInvariant();
    }
}
