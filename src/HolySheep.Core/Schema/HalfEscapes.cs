using System.Text;

namespace HolySheep.Schema;

/// <summary>Repairs the JSON of answers in which an escape names half of a character: no JSON reader gives such a text.</summary>
public static class HalfEscapes
{
    private const int Length = 6;
    private const string Unknown = "\\uFFFD";

    /// <summary>The JSON with U+FFFD in place of each half of a character; the same text if there is none.</summary>
    public static string Repair(string json)
    {
        StringBuilder? repaired = null;
        var kept = 0;
        for (var at = json.IndexOf('\\'); at >= 0 && at + 1 < json.Length; at = Next(json, at))
        {
            if (Unit(json, at) is not { } unit || !char.IsSurrogate(unit))
            {
                // Two characters belong together also where the second is a backslash.
                at += 1;
            }
            else if (char.IsHighSurrogate(unit) && Unit(json, at + Length) is { } low && char.IsLowSurrogate(low))
            {
                at += (2 * Length) - 1;
            }
            else
            {
                (repaired ??= new StringBuilder(json.Length)).Append(json, kept, at - kept).Append(Unknown);
                kept = at + Length;
                at += Length - 1;
            }
        }

        return repaired is null ? json : repaired.Append(json, kept, json.Length - kept).ToString();
    }

    private static int Next(string json, int at) => at + 1 < json.Length ? json.IndexOf('\\', at + 1) : -1;

    /// <summary>The UTF-16 unit that the escape at a place names; null if none begins there.</summary>
    private static char? Unit(string json, int at)
    {
        if (at + Length > json.Length || json[at] != '\\' || json[at + 1] != 'u')
        {
            return null;
        }

        var unit = 0;
        for (var place = at + 2; place < at + Length; place++)
        {
            var digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant(json[place]));
            if (digit < 0)
            {
                return null;
            }

            unit = (unit << 4) | digit;
        }

        return (char)unit;
    }
}
