using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Writes the tools of a request and the choice among them.</summary>
internal static class ToolWriter
{
    public static void Write(Utf8JsonWriter writer, MergedObject config, ProviderCall call, WireNotes notes)
    {
        var request = call.Request;
        if (request.Tools.Count > 0)
        {
            writer.WriteStartArray("tools");
            writer.WriteStartObject();
            writer.WriteStartArray("functionDeclarations");
            foreach (var tool in request.Tools)
            {
                Write(writer, tool);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            WriteChoice(config, request);
            if (request.ParallelToolCalls == false)
            {
                notes.LeftOut("The limit to one tool call", call.Candidate.Model, "it always may call several");
            }
        }

        config.End();
    }

    private static void Write(Utf8JsonWriter writer, ChatTool tool)
    {
        writer.WriteStartObject();
        writer.WriteString("name", tool.Name);
        if (tool.Description is { } description)
        {
            writer.WriteString("description", description);
        }

        writer.WritePropertyName("parametersJsonSchema");
        writer.WriteRawValue(tool.Parameters);
        writer.WriteEndObject();
    }

    private static void WriteChoice(MergedObject config, ChatRequest request)
    {
        var mode = request.ToolChoice?.Kind switch
        {
            ChatToolChoiceKind.None => "NONE",
            ChatToolChoiceKind.Any or ChatToolChoiceKind.Named => "ANY",

            // Held to their schemas, while the model may still answer in words.
            _ when request.Tools.Any(tool => tool.Strict == true) => "VALIDATED",
            ChatToolChoiceKind.Auto => "AUTO",
            _ => null,
        };
        if (mode is null)
        {
            return;
        }

        var choice = config.Object("functionCallingConfig");
        choice.Add("mode", mode);
        if (request.ToolChoice?.Tool is { } named)
        {
            choice.Add("allowedFunctionNames", [named]);
        }

        choice.End();
    }
}
