using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>What the provider wants back with a part of its answer, one line each: the signature of thoughts, hidden thoughts, or a whole block that the provider's own tools made.</summary>
internal static class OpaqueData
{
    private const string SignatureMark = "signature ";
    private const string HiddenMark = "hidden ";
    private const string BlockMark = "block ";
    private const string InputMark = "input ";

    public static string Signature(string signature) => SignatureMark + JsonText.OneLine(signature);

    public static string Hidden(string data) => HiddenMark + JsonText.OneLine(data);

    /// <summary>A block as it came.</summary>
    public static string Block(string json) => BlockMark + JsonText.OneLine(json);

    /// <summary>A piece of the input of a block that came without it.</summary>
    public static string Input(string piece) => InputMark + JsonText.OneLine(piece);

    /// <summary>True if thoughts are in it, not a block of another kind.</summary>
    public static bool IsThought(string data) => !data.Split('\n').Any(line => line.StartsWith(BlockMark, StringComparison.Ordinal));

    /// <summary>Writes the blocks that a part stands for; none if the data is not readable, because a conversation may have been changed elsewhere.</summary>
    /// <param name="writer">Stands in the content of a message.</param>
    /// <param name="thoughts">The thoughts that the signature signs.</param>
    /// <param name="data">The data.</param>
    public static void Write(Utf8JsonWriter writer, string thoughts, string data)
    {
        var lines = data.Split('\n');

        // The last signature of a block counts, as in the vendor's own packages.
        if (Last(lines, SignatureMark) is { } signature)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "thinking");
            writer.WriteString("thinking", thoughts);
            writer.WriteString("signature", signature);
            writer.WriteEndObject();
        }

        foreach (var line in lines.Where(line => line.StartsWith(HiddenMark, StringComparison.Ordinal)))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "redacted_thinking");
            writer.WriteString("data", line.Substring(HiddenMark.Length));
            writer.WriteEndObject();
        }

        if (Last(lines, BlockMark) is { } block)
        {
            WriteBlock(writer, block, string.Concat(lines.Where(line => line.StartsWith(InputMark, StringComparison.Ordinal)).Select(line => line.Substring(InputMark.Length))));
        }
    }

    private static void WriteBlock(Utf8JsonWriter writer, string json, string input)
    {
        if (Read(json) is not { ValueKind: JsonValueKind.Object } block)
        {
            return;
        }

        if (Read(input) is not { } streamed)
        {
            writer.WriteRawValue(json);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in block.EnumerateObject())
        {
            RawMember.Write(writer, member, member.NameEquals("input") ? streamed : member.Value);
        }

        writer.WriteEndObject();
    }

    private static JsonElement? Read(string json)
    {
        if (json.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Half a character has no UTF-8.
            return null;
        }
    }

    private static string? Last(IEnumerable<string> lines, string mark) => lines.LastOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal))?.Substring(mark.Length);
}
