using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>Makes the request for a count of tokens of the request for an answer, so that both say the same.</summary>
internal static class CountBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body that asks for an answer.</summary>
    public static JsonDocument OfAnswer(IWire wire, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            wire.WriteBody(writer, call, pairs, notes);
        }

        return JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>Writes one object of those members of the body for an answer that a request for a count takes; providers refuse the others.</summary>
    public static void Write(Utf8JsonWriter writer, IWire wire, ProviderCall call, ToolPairs pairs, WireNotes notes, ICollection<string> taken)
    {
        using var answer = OfAnswer(wire, call, pairs, notes);
        writer.WriteStartObject();
        foreach (var member in answer.RootElement.EnumerateObject())
        {
            if (taken.Contains(member.Name))
            {
                RawMember.Write(writer, member);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the caller's own body with the model of the attempt, without those members that only a request for an answer takes.</summary>
    public static void Write(Utf8JsonWriter writer, OriginalBody original, ProviderCall call, ICollection<string> ofAnswers)
    {
        using var body = JsonDocument.Parse(original.Json);
        writer.WriteStartObject();
        writer.WriteString("model", call.Candidate.Model);
        foreach (var member in body.RootElement.EnumerateObject())
        {
            if (member.Name != "model" && !ofAnswers.Contains(member.Name))
            {
                RawMember.Write(writer, member);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The number in a member of a reply; null if it is missing or not a count.</summary>
    public static long? Read(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return JsonMember.Of(document.RootElement, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var tokens) && tokens >= 0 ? tokens : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
