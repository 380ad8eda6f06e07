using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.Responses;

/// <summary>Reads requests.</summary>
internal static class RequestReader
{
    // Members that need what was stored at a provider.
    private static readonly string[] Stored = ["previous_response_id", "conversation"];

    /// <summary>Reads a request.</summary>
    /// <exception cref="FaultException">A member has another form, or needs a store.</exception>
    public static ProtocolRequest Read(JsonElement body)
    {
        if (Stored.FirstOrDefault(name => RequestJson.Find(body, name) is not null) is { } stored)
        {
            throw FaultException.OfMember(stored, $"'{stored}' is not supported: the gateway stores no responses. Send the whole conversation as 'input'.");
        }

        if (RequestJson.Flag(body, "background") == true)
        {
            throw FaultException.OfMember("background", "'background' is not supported: the gateway stores no responses.");
        }

        var notes = new TranslationNotes();
        notes.AddMember(body, "prompt");
        var input = new InputReader(notes);
        var chat = new ChatRequest
        {
            Model = RequestJson.Needed(body, "model"),
            System = RequestJson.Text(body, "instructions"),
            Messages = input.Read(body),
            MaxTokens = RequestJson.Tokens(body, "max_output_tokens"),
            Temperature = RequestJson.Number(body, "temperature"),
            TopP = RequestJson.Number(body, "top_p"),
            ReasoningEffort = RequestJson.Object(body, "reasoning") is { } reasoning ? RequestJson.Text(reasoning, "effort") : null,
            JsonSchema = RequestJson.Object(body, "text") is { } text && RequestJson.Object(text, "format") is { } format ? SchemaFormat.Read(format, "text.format", inside: null, notes) : null,
            Tools = ReadTools(body, notes),
            ToolChoice = ReadToolChoice(body, notes),
            ParallelToolCalls = RequestJson.Flag(body, "parallel_tool_calls"),
        };
        return new ProtocolRequest(chat, RequestJson.Flag(body, "stream") == true, WantsUsage: true) { Only = notes.Only, MarkedTurns = input.HasOwnMarks ? "input" : null };
    }

    private static List<ChatTool> ReadTools(JsonElement body, TranslationNotes notes)
    {
        var tools = new List<ChatTool>();
        foreach (var tool in RequestJson.Objects(body, "tools"))
        {
            if (RequestJson.Needed(tool, "type") is var type and not "function")
            {
                notes.AddOnly($"a tool of the type '{type}'");
                continue;
            }

            tools.Add(new ChatTool(notes.TakeToolName(RequestJson.Needed(tool, "name")), RequestJson.Text(tool, "description"), RequestJson.Object(tool, "parameters")?.GetRawText()) { Strict = RequestJson.Flag(tool, "strict") });
        }

        return tools;
    }

    private static ChatToolChoice? ReadToolChoice(JsonElement body, TranslationNotes notes)
    {
        if (RequestJson.Find(body, "tool_choice") is not { } choice)
        {
            return null;
        }

        if (choice.ValueKind == JsonValueKind.Object)
        {
            if (RequestJson.Needed(choice, "type") is var type and not "function")
            {
                notes.AddOnly($"a tool choice of the type '{type}'");
                return null;
            }

            return ChatToolChoice.Of(RequestJson.Needed(choice, "name"));
        }

        return RequestJson.TextOf(choice, "tool_choice") switch
        {
            "auto" => ChatToolChoice.Auto,
            "none" => ChatToolChoice.None,
            "required" => ChatToolChoice.Any,
            var other => throw FaultException.OfMember("tool_choice", $"'tool_choice' is '{other}'; it takes auto, none, required or a function."),
        };
    }
}
