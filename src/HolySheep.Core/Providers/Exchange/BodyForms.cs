using System;

namespace HolySheep.Providers.Exchange;

/// <summary>Distinguishes server-sent events from a single body.</summary>
internal static class BodyForms
{
    private const int LongestField = 32;

    /// <summary>The form of a body with these first bytes: events begin with a comment, or with a field's name and a colon.</summary>
    public static BodyForm Of(ReadOnlySpan<byte> start)
    {
        start = JsonText.Trim(start);
        if (start.IsEmpty || (start.Length < 3 && start[0] == 0xEF))
        {
            return BodyForm.Unknown;
        }

        var name = 0;
        while (name < start.Length && name < LongestField && (char)start[name] is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '-' or '_')
        {
            name++;
        }

        return name == start.Length ? BodyForm.Unknown : start[name] == (byte)':' ? BodyForm.Events : BodyForm.Whole;
    }
}
