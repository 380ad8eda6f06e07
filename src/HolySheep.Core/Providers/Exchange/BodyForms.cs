using System;
using System.Net.Http;

namespace HolySheep.Providers.Exchange;

/// <summary>Distinguishes server-sent events from a single body.</summary>
internal static class BodyForms
{
    private const string EventStream = "text/event-stream";
    private const int LongestField = 32;

    /// <summary>True if the content type says that the body is an event stream.</summary>
    public static bool IsDeclaredAsEvents(HttpContent content)
    {
#if NET8_0_OR_GREATER
        // As text: reading it as a media type takes longer than all other headers.
        if (!content.Headers.NonValidated.TryGetValues("Content-Type", out var types))
        {
            return false;
        }

        var type = types.ToString().AsSpan().TrimStart();
        return type.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) && type[EventStream.Length..].TrimStart() is [] or [';', ..];
#else
        return string.Equals(content.Headers.ContentType?.MediaType, EventStream, StringComparison.OrdinalIgnoreCase);
#endif
    }

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
