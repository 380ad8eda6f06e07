using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Writes the tools of a request and the choice among them.</summary>
internal static class ToolWriter
{
    private const string NoArguments = """{"type":"object","properties":{}}""";

    public static void Write(Utf8JsonWriter writer, ProviderCall call, ClaudeModel model, TurnList turns, WireNotes notes)
    {
        var request = call.Request;
        if (request.Tools.Count > 0)
        {
            WriteTools(writer, request, model);
            if (!request.ExtraBody.ContainsKey("tool_choice"))
            {
                WriteChoice(writer, call, model, notes);
            }
        }
        else if (!ExtraMembers.OfferTools(request) && turns.CalledTools.ToList() is { Count: > 0 } called)
        {
            // Calls in the conversation are refused without tools beside them.
            writer.WriteStartArray("tools");
            foreach (var name in called)
            {
                Write(writer, new ChatTool(name, parameters: NoArguments), strict: false);
            }

            writer.WriteEndArray();
            WriteKind(writer, "none");
        }
    }

    private static void WriteTools(Utf8JsonWriter writer, ChatRequest request, ClaudeModel model)
    {
        writer.WriteStartArray("tools");
        foreach (var tool in request.Tools)
        {
            Write(writer, tool, tool.Strict == true && model.TakesSchema);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ChatTool tool, bool strict)
    {
        writer.WriteStartObject();
        writer.WriteString("name", tool.Name);
        if (!string.IsNullOrWhiteSpace(tool.Description))
        {
            writer.WriteString("description", tool.Description);
        }

        writer.WritePropertyName("input_schema");
        if (strict && SchemaForm.Of(tool.Parameters) is { } form)
        {
            form.WriteTo(writer);
            writer.WriteBoolean("strict", true);
        }
        else
        {
            WriteParameters(writer, tool.Parameters);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a schema whose outermost type is named, as the provider wants it.</summary>
    private static void WriteParameters(Utf8JsonWriter writer, string parameters)
    {
        using var document = JsonDocument.Parse(parameters);
        if (document.RootElement.TryGetProperty("type", out _))
        {
            writer.WriteRawValue(parameters);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", "object");
        foreach (var member in document.RootElement.EnumerateObject())
        {
            RawMember.Write(writer, member);
        }

        writer.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter writer, ProviderCall call, ClaudeModel model, WireNotes notes)
    {
        var choice = call.Request.ToolChoice;
        var single = call.Request.ParallelToolCalls == false;
        if (choice is { Kind: ChatToolChoiceKind.None })
        {
            WriteKind(writer, "none");
            return;
        }

        var isForced = choice is { Kind: ChatToolChoiceKind.Any or ChatToolChoiceKind.Named };
        if (isForced && !model.TakesForcedTools)
        {
            notes.LeftOut("The tool choice", call.Candidate.Model, "it decides itself whether it calls a tool");
            isForced = false;
        }

        if (choice is null && !single)
        {
            return;
        }

        writer.WriteStartObject("tool_choice");
        writer.WriteString("type", !isForced ? "auto" : choice!.Kind == ChatToolChoiceKind.Any ? "any" : "tool");
        if (isForced && choice!.Tool is { } name)
        {
            writer.WriteString("name", name);
        }

        if (single)
        {
            writer.WriteBoolean("disable_parallel_tool_use", true);
        }

        writer.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter writer, string kind)
    {
        writer.WriteStartObject("tool_choice");
        writer.WriteString("type", kind);
        writer.WriteEndObject();
    }
}
