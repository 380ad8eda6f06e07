using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>Keeps a provider's own events until the piece of the answer that they lead to is handed out.</summary>
internal sealed class PassedEvents
{
    // The type of an event without a name.
    private const string NoName = "message";

    private List<OriginalEvent> _waiting = [];

    /// <summary>Keeps an event; what could not be read in it is left out, because callers could not read it either.</summary>
    /// <param name="type">The name of the event.</param>
    /// <param name="read">What was read of it.</param>
    /// <param name="data">Its data.</param>
    public void Add(string type, StreamEvent read, string data)
    {
        if (read.Next is null)
        {
            Keep(type, read, data);
            return;
        }

        // A server that omits the blank line between two events: callers expect one value in each.
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(data);
        for (StreamEvent? next = read; next is not null; next = next.Next)
        {
            rest = StreamEvent.Content(rest);
            var length = next.Next is null ? rest.Length : LengthOfFirstValue(rest);
            Keep(type, next, JsonText.OfBytes(rest.Slice(0, length)));
            rest = rest.Slice(length);
        }
    }

    /// <summary>What was kept since the last time; null if nothing was.</summary>
    public IReadOnlyList<OriginalEvent>? Take()
    {
        if (_waiting.Count == 0)
        {
            return null;
        }

        var taken = _waiting;
        _waiting = [];
        return taken;
    }

    private void Keep(string type, StreamEvent read, string data)
    {
        if (read.Kind != StreamEventKind.Unreadable)
        {
            _waiting.Add(new OriginalEvent(type == NoName ? null : type, data));
        }
    }

    private static int LengthOfFirstValue(ReadOnlySpan<byte> values)
    {
        var reader = new Utf8JsonReader(values);
        reader.Read();
        reader.Skip();
        return (int)reader.BytesConsumed;
    }
}
