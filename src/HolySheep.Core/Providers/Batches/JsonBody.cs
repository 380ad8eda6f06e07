using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;

namespace HolySheep.Providers.Batches;

/// <summary>Writes the small bodies of requests to batch APIs.</summary>
internal static class JsonBody
{
    /// <summary>An object.</summary>
    /// <param name="members">Writes its members.</param>
    public static byte[] Of(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>A body of JSON.</summary>
    public static HttpContent Content(byte[] json) => new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
