using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Writes the tools of a request and the choice among them.</summary>
internal static class ResponsesTools
{
    public static void Write(Utf8JsonWriter writer, ChatRequest request)
    {
        if (request.Tools.Count > 0)
        {
            writer.WriteStartArray("tools");
            foreach (var tool in request.Tools)
            {
                Write(writer, tool);
            }

            writer.WriteEndArray();
        }

        if (request.ToolChoice is { } choice)
        {
            Write(writer, choice);
        }

        if (request.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls", parallel);
        }
    }

    private static void Write(Utf8JsonWriter writer, ChatTool tool)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function");
        writer.WriteString("name", tool.Name);
        if (tool.Description is { } description)
        {
            writer.WriteString("description", description);
        }

        writer.WritePropertyName("parameters");
        writer.WriteRawValue(tool.Parameters);

        // Left out, it would mean true here and false in chat completions.
        writer.WriteBoolean("strict", tool.Strict ?? false);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ChatToolChoice choice)
    {
        if (choice.Kind != ChatToolChoiceKind.Named)
        {
            writer.WriteString("tool_choice", choice.Kind switch
            {
                ChatToolChoiceKind.None => "none",
                ChatToolChoiceKind.Any => "required",
                _ => "auto",
            });
            return;
        }

        writer.WriteStartObject("tool_choice");
        writer.WriteString("type", "function");
        writer.WriteString("name", choice.Tool);
        writer.WriteEndObject();
    }
}
