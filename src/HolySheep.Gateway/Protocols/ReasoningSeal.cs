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

    // Reasoning that the provider does not show has no part that callers see.
    private const char Hidden = 'h';

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
            foreach (var (key, part) in Keyed(answer.Parts))
            {
                if (part.ProviderData is { } data)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(key);
                    json.WriteStringValue(data.Provider);
                    json.WriteStringValue(data.Model);
                    json.WriteStringValue(data.Data);
                    json.WriteEndArray();
                }
            }

            json.WriteEndArray();
        }

        return Mark + Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>The parts of an answer that comes back, with the data of its seal; data whose part is gone is dropped, hidden reasoning stands first, and a seal that was changed says nothing.</summary>
    public static IReadOnlyList<ChatPart> Open(string seal, IReadOnlyList<ChatPart> parts)
    {
        var data = Read(seal);
        return
        [
            .. data.Where(own => own.Key[0] == Hidden).Select(own => new ChatReasoning("") { ProviderData = own.Value }),
            .. Keyed(parts).Select(keyed => data.TryGetValue(keyed.Key, out var own) ? keyed.Part with { ProviderData = own } : keyed.Part),
        ];
    }

    // A part is known by its kind and its number among those of its kind.
    private static IEnumerable<(string Key, ChatPart Part)> Keyed(IReadOnlyList<ChatPart> parts)
    {
        var counts = new Dictionary<char, int>();
        foreach (var part in parts)
        {
            var kind = part switch
            {
                ChatReasoning { Text.Length: 0 } => Hidden,
                ChatReasoning => 'r',
                ChatText => 't',
                ChatToolCall => 'c',
                _ => 'o',
            };
            var number = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            yield return (FormattableString.Invariant($"{kind}{number}"), part);
        }
    }

    private static Dictionary<string, ProviderData> Read(string seal)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(seal.AsSpan(Mark.Length))));
            return document.RootElement.EnumerateArray().ToDictionary(
                item => item[0].GetString()!, item => new ProviderData(item[1].GetString()!, item[2].GetString()!, item[3].GetString()!));
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return [];
        }
    }
}
