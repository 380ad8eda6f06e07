using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols;

/// <summary>
/// Carries the opaque data of an answer's parts to the caller and back, for answers of another format than the caller's: the data of a provider names its provider and model, so that it goes back to the same target only.
/// A gateway keeps no conversations, so the caller's history is the only place for it.
/// </summary>
internal static class ReasoningSeal
{
    private const string Mark = "hs1.";

    /// <summary>The signature of reasoning whose own data is in the seal.</summary>
    public const string Signature = Mark + "sealed";

    /// <summary>Whether a text is a mark of ours, and not one of a provider.</summary>
    public static bool IsOwn(string? text) => text?.StartsWith(Mark, StringComparison.Ordinal) == true;

    /// <summary>The seal of an answer; null if no part has opaque data.</summary>
    public static string? Of(ChatMessage answer)
    {
        if (answer.Parts.All(part => part.ProviderData is null))
        {
            return null;
        }

        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var (key, part) in SealedTurn.Keyed(answer.Parts.Where(SealedPart.IsNamed)))
            {
                json.WriteStartArray();
                json.WriteStringValue(key);
                json.WriteNumberValue(SealedPart.LengthOf(part));
                if (part.ProviderData is { } data)
                {
                    json.WriteStringValue(data.Provider);
                    json.WriteStringValue(data.Model);
                    json.WriteStringValue(data.Data);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Mark + Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>The parts of an answer that comes back, in its order and with the data of its seal; data whose part is gone is dropped, and a seal that was changed says nothing.</summary>
    public static IReadOnlyList<ChatPart> Open(string seal, IReadOnlyList<ChatPart> parts) => Read(seal) is { Count: > 0 } named ? new SealedTurn(named).Restore(parts) : parts;

    private static IReadOnlyList<SealedPart> Read(string seal)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(seal.AsSpan(Mark.Length))));
            return [.. document.RootElement.EnumerateArray().Select(ReadOne)];
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return [];
        }
    }

    private static SealedPart ReadOne(JsonElement item)
    {
        int? length = item[1].ValueKind == JsonValueKind.Number ? item[1].GetInt32() : null;
        var place = length is null ? 1 : 2;
        var key = item[0].GetString() is { Length: > 0 } name ? name : throw new FormatException("A part has no key.");
        return new SealedPart(key, length, item.GetArrayLength() > place ? new ProviderData(item[place].GetString()!, item[place + 1].GetString()!, item[place + 2].GetString()!) : null);
    }
}
