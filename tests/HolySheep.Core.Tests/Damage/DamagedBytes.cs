using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.Damage;

/// <summary>Damages bytes as servers and proxies do: other bytes, scraps put in, pieces missing or twice.</summary>
internal static class DamagedBytes
{
    /// <summary>The bytes with one to four changes.</summary>
    /// <param name="whole">The bytes.</param>
    /// <param name="random">Chooses the changes.</param>
    /// <param name="scraps">The texts that are put in.</param>
    public static byte[] Of(IEnumerable<byte> whole, Random random, IReadOnlyList<string> scraps)
    {
        var bytes = whole.ToList();
        for (var change = random.Next(4); change >= 0 && bytes.Count > 1; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(scraps[random.Next(scraps.Count)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
