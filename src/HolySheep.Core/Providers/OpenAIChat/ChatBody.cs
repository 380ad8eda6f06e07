using System.IO;
using System.Text;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reasoning;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Writes the body of a request.</summary>
internal static class ChatBody
{
    /// <param name="writer">Receives the body.</param>
    /// <param name="call">The call.</param>
    /// <param name="pairs">The tool calls and results of the conversation.</param>
    /// <param name="dialect">What the vendor takes in another way.</param>
    /// <param name="notes">Receives what was left out.</param>
    public static void Write(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, ChatDialect dialect, WireNotes notes)
    {
        var request = call.Request;
        writer.WriteStartObject();
        writer.WriteString("model", call.Candidate.Model);
        WriteMessages(writer, call, pairs, dialect);
        ReasoningSampling.Write(writer, call, dialect.IsOpenAI, notes);
        OptionalNumber.Write(writer, call.Candidate.MaxCompletionTokens ? "max_completion_tokens" : "max_tokens", request.MaxTokens);
        OptionalNumber.Write(writer, dialect.Seed, request.Seed);
        if (request.Stop.Count > 0)
        {
            writer.WriteStartArray("stop");
            foreach (var stop in request.Stop)
            {
                writer.WriteStringValue(stop);
            }

            writer.WriteEndArray();
        }

        if (request.ReasoningEffort is not null)
        {
            writer.WriteString("reasoning_effort", request.ReasoningEffort);
        }

        if (request.JsonSchema is { } schema)
        {
            WriteSchema(writer, schema);
        }

        new FunctionTools(writer, isFlat: false).Write(request);
        CacheKey.Write(writer, call);
        FlexTier.Write(writer, call, "service_tier");

        if (call.Streamed)
        {
            writer.WriteBoolean("stream", true);
            if (dialect.HasUsageOption)
            {
                writer.WriteStartObject("stream_options");
                writer.WriteBoolean("include_usage", true);
                writer.WriteEndObject();
            }
        }

        foreach (var member in request.ExtraBody)
        {
            writer.WritePropertyName(member.Key);
            writer.WriteRawValue(member.Value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Changes the body of a caller: a stream says its usage too, because it is booked.</summary>
    public static void Adapt(BodySplice body, ProviderCall call, ChatDialect dialect)
    {
        OriginalRequest.Adapt(body, call);
        if (!call.Streamed || !dialect.HasUsageOption)
        {
            return;
        }

        if (body.Find("stream_options") is not { ValueKind: JsonValueKind.Object } options)
        {
            body.Set("stream_options", """{"include_usage":true}""");
        }
        else if (!options.TryGetProperty("include_usage", out var asked) || asked.ValueKind != JsonValueKind.True)
        {
            body.Set("stream_options", WithUsage(options));
        }
    }

    private static string WithUsage(JsonElement options)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var option in options.EnumerateObject())
            {
                if (!option.NameEquals("include_usage"))
                {
                    option.WriteTo(writer);
                }
            }

            writer.WriteBoolean("include_usage", true);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteMessages(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, ChatDialect dialect)
    {
        var messages = new MessageWriter(writer, call.Candidate, pairs, ShortCallIds.For(call.Request.Messages, dialect.TakesCallId));
        writer.WriteStartArray("messages");
        if (call.Request.System is not null)
        {
            messages.WriteText("system", call.Request.System);
        }

        foreach (var message in MessageOrder.Of(call.Request.Messages))
        {
            messages.Write(message);
        }

        writer.WriteEndArray();
    }

    private static void WriteSchema(Utf8JsonWriter writer, ChatJsonSchema schema)
    {
        writer.WriteStartObject("response_format");
        writer.WriteString("type", "json_schema");
        writer.WriteStartObject("json_schema");
        writer.WriteString("name", schema.Name);
        writer.WriteBoolean("strict", schema.Strict);
        writer.WritePropertyName("schema");
        writer.WriteRawValue(schema.Schema);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
