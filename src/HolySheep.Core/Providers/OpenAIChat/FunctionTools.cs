using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Writes the tools of a request and the choice among them, as both OpenAI formats have them.</summary>
/// <param name="writer">Takes the members.</param>
/// <param name="isFlat">Whether a function's members stand beside its type, as in Responses, or one level below.</param>
internal sealed class FunctionTools(Utf8JsonWriter writer, bool isFlat)
{
    private const string Function = "function";

    public void Write(ChatRequest request)
    {
        if (request.Tools.Count > 0)
        {
            writer.WriteStartArray("tools");
            foreach (var tool in request.Tools)
            {
                Write(tool);
            }

            writer.WriteEndArray();
        }

        if (request.ToolChoice is { } choice)
        {
            Write(choice);
        }

        if (request.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls", parallel);
        }
    }

    private void Write(ChatTool tool)
    {
        writer.WriteStartObject();
        Begin();
        writer.WriteString("name", tool.Name);
        if (tool.Description is { } description)
        {
            writer.WriteString("description", description);
        }

        writer.WritePropertyName("parameters");
        writer.WriteRawValue(tool.Parameters);

        // Left out, it means false in chat completions and true in Responses.
        if ((tool.Strict ?? (isFlat ? false : null)) is { } strict)
        {
            writer.WriteBoolean("strict", strict);
        }

        End();
    }

    private void Write(ChatToolChoice choice)
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
        Begin();
        writer.WriteString("name", choice.Tool);
        End();
    }

    private void Begin()
    {
        writer.WriteString("type", Function);
        if (!isFlat)
        {
            writer.WriteStartObject(Function);
        }
    }

    private void End()
    {
        if (!isFlat)
        {
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
