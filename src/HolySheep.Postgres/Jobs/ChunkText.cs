using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Jobs;

namespace HolySheep.Postgres.Jobs;

/// <summary>The rows of a chunk as they are stored: JSON, a list of pairs of key and prompt.</summary>
internal static class ChunkText
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<JobRow> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartArray();
                json.WriteStringValue(row.Key);
                json.WriteStringValue(row.Text);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The rows without those that have a result.</summary>
    public static IReadOnlyList<JobRow> Read(byte[] text, IReadOnlySet<Guid> settled)
    {
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateArray().Select(static row => new JobRow(row[0].GetGuid(), row[1].GetString()!)).Where(row => !settled.Contains(row.Key))];
    }
}
