using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reasoning;
using HolySheep.Providers.OpenAIChat;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Writes the body of a request. Nothing is stored at the provider: a conversation is sent whole, with the reasoning that the provider gave out encrypted.</summary>
internal static class ResponsesBody
{
    public static void Write(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        var request = call.Request;
        writer.WriteStartObject();
        writer.WriteString("model", call.Candidate.Model);
        WriteText(writer, request, "instructions", request.System);
        WriteInput(writer, call, pairs, notes);
        ReasoningSampling.Write(writer, call, isVendors: true, notes);
        OptionalNumber.Write(writer, "max_output_tokens", request.MaxTokens);
        if (request.Seed is not null)
        {
            notes.LeftOut("The seed", call.Candidate.Target, "the Responses interface has none");
        }

        WriteReasoning(writer, request);
        WriteFormat(writer, request);
        new FunctionTools(writer, isFlat: true).Write(request);
        CacheKey.Write(writer, call);
        FlexTier.Write(writer, call, "service_tier");
        WriteStorage(writer, call);
        if (call.Streamed)
        {
            writer.WriteBoolean("stream", true);
        }

        WriteExtra(writer, request, notes);
        writer.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        var input = new InputWriter(writer, call.Candidate, pairs, notes);
        writer.WriteStartArray("input");
        foreach (var message in call.Request.Messages)
        {
            input.Write(message);
        }

        writer.WriteEndArray();
    }

    private static void WriteReasoning(Utf8JsonWriter writer, ChatRequest request)
    {
        if (request.ReasoningEffort is not null)
        {
            writer.WriteStartObject("reasoning");
            writer.WriteString("effort", request.ReasoningEffort);
            WriteRest(writer, request, "reasoning", "effort");
            writer.WriteEndObject();
        }
    }

    private static void WriteFormat(Utf8JsonWriter writer, ChatRequest request)
    {
        if (request.JsonSchema is not { } schema)
        {
            return;
        }

        writer.WriteStartObject("text");
        writer.WriteStartObject("format");
        writer.WriteString("type", "json_schema");
        writer.WriteString("name", schema.Name);
        writer.WritePropertyName("schema");
        writer.WriteRawValue(schema.Schema);
        writer.WriteBoolean("strict", schema.Strict);
        writer.WriteEndObject();
        WriteRest(writer, request, "text", "format");
        writer.WriteEndObject();
    }

    private static void WriteStorage(Utf8JsonWriter writer, ProviderCall call)
    {
        var extra = call.Request.ExtraBody;
        if (!extra.ContainsKey("store"))
        {
            writer.WriteBoolean("store", false);
        }

        // A model that does not reason refuses to be asked for its reasoning (400 "Encrypted content is not supported with this model").
        if (!extra.ContainsKey("include") && (!call.Candidate.NeverReasons || call.Request.ReasoningEffort is not (null or ReasoningSampling.NoEffort)))
        {
            writer.WriteStartArray("include");
            writer.WriteStringValue("reasoning.encrypted_content");
            writer.WriteEndArray();
        }
    }

    /// <summary>The caller's further members, but for those that are in the body already.</summary>
    private static void WriteExtra(Utf8JsonWriter writer, ChatRequest request, WireNotes notes)
    {
        foreach (var member in request.ExtraBody)
        {
            if (member.Key == "input")
            {
                notes.Add("The extra member 'input' was not sent: it would replace the conversation.");
            }
            else if (!(member.Key == "reasoning" && request.ReasoningEffort is not null) && !(member.Key == "text" && request.JsonSchema is not null))
            {
                writer.WritePropertyName(member.Key);
                writer.WriteRawValue(member.Value);
            }
        }
    }

    /// <summary>What the caller's own object of this name has besides the member that is written already.</summary>
    private static void WriteRest(Utf8JsonWriter writer, ChatRequest request, string name, string written)
    {
        if (!request.ExtraBody.TryGetValue(name, out var json))
        {
            return;
        }

        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name != written))
            {
                RawMember.Write(writer, member);
            }
        }
    }

    private static void WriteText(Utf8JsonWriter writer, ChatRequest request, string name, string? text)
    {
        if (text is not null && !request.ExtraBody.ContainsKey(name))
        {
            writer.WriteString(name, text);
        }
    }
}
