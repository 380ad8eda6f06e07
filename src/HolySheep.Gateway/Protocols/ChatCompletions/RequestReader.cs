using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>Reads requests.</summary>
internal static class RequestReader
{
    // Members that ask for a search or for audio; no other format has a place for them.
    private static readonly string[] Own = ["web_search_options", "audio"];

    /// <summary>Reads a request.</summary>
    /// <exception cref="FaultException">A member has another form, or asks for what one answer cannot give.</exception>
    public static ProtocolRequest Read(JsonElement body)
    {
        if (RequestJson.Whole(body, "n") is { } answers and not 1)
        {
            throw FaultException.OfMember("n", $"'n' is {answers}; one answer is given for a request.");
        }

        if (RequestJson.Find(body, "functions") is not null || RequestJson.Find(body, "function_call") is not null)
        {
            throw FaultException.OfMember("functions", "'functions' and 'function_call' are not supported; use 'tools' and 'tool_choice'.");
        }

        var notes = new TranslationNotes();
        NoteOnly(body, notes);
        var reader = new MessageReader(notes);
        var isStream = RequestJson.Flag(body, "stream") == true;
        var chat = new ChatRequest
        {
            Model = RequestJson.Needed(body, "model"),
            Messages = ReadMessages(body, reader),
            Temperature = RequestJson.Number(body, "temperature"),
            TopP = RequestJson.Number(body, "top_p"),
            MaxTokens = RequestJson.Tokens(body, "max_completion_tokens") ?? RequestJson.Tokens(body, "max_tokens"),
            Stop = RequestJson.Texts(body, "stop"),
            Seed = RequestJson.Whole(body, "seed"),
            ReasoningEffort = RequestJson.Text(body, "reasoning_effort"),
            JsonSchema = RequestJson.Object(body, "response_format") is { } format ? SchemaFormat.Read(format, "response_format", "json_schema", notes) : null,
            Tools = [.. RequestJson.Objects(body, "tools").Select(tool => ReadTool(tool, notes)).OfType<ChatTool>()],
            ToolChoice = ReadToolChoice(body, notes),
            ParallelToolCalls = RequestJson.Flag(body, "parallel_tool_calls"),
        };
        var options = RequestJson.Object(body, "stream_options");
        return new ProtocolRequest(chat, isStream, options is { } given && RequestJson.Flag(given, "include_usage") == true) { Only = notes.Only };
    }

    private static void NoteOnly(JsonElement body, TranslationNotes notes)
    {
        foreach (var name in Own)
        {
            notes.AddMember(body, name);
        }

        foreach (var modality in RequestJson.Texts(body, "modalities").Where(modality => modality != "text"))
        {
            notes.AddOnly($"the modality '{modality}'");
        }
    }

    private static IReadOnlyList<ChatMessage> ReadMessages(JsonElement body, MessageReader reader) => RequestJson.Objects(body, "messages") is { Count: > 0 } messages
        ? [.. messages.Select(reader.Read)]
        : throw FaultException.OfMember("messages", "'messages' is missing or empty.");

    private static ChatTool? ReadTool(JsonElement tool, TranslationNotes notes)
    {
        if (RequestJson.Needed(tool, "type") is var type and not "function")
        {
            notes.AddOnly($"a tool of the type '{type}'");
            return null;
        }

        var function = RequestJson.Object(tool, "function") ?? throw FaultException.OfMember("tools", "A tool has no 'function'.");
        return new ChatTool(notes.TakeToolName(RequestJson.Needed(function, "name")), RequestJson.Text(function, "description"), RequestJson.Object(function, "parameters")?.GetRawText())
        {
            Strict = RequestJson.Flag(function, "strict"),
        };
    }

    private static ChatToolChoice? ReadToolChoice(JsonElement body, TranslationNotes notes)
    {
        if (RequestJson.Find(body, "tool_choice") is not { } choice)
        {
            return null;
        }

        if (choice.ValueKind == JsonValueKind.Object)
        {
            if (RequestJson.Text(choice, "type") is { } type and not "function")
            {
                notes.AddOnly($"a tool choice of the type '{type}'");
                return null;
            }

            return RequestJson.Object(choice, "function") is { } function
                ? ChatToolChoice.Of(RequestJson.Needed(function, "name"))
                : throw FaultException.OfMember("tool_choice", "'tool_choice' names no function.");
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
