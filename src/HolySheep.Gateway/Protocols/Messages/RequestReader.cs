using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.Messages;

/// <summary>Reads requests.</summary>
internal static class RequestReader
{
    private const int LowBudget = 4_096;
    private const int MediumBudget = 16_384;

    /// <summary>Reads a request.</summary>
    /// <exception cref="FaultException">A member has another form.</exception>
    public static ProtocolRequest Read(JsonElement body)
    {
        var notes = new TranslationNotes();
        var messages = new MessageReader(notes);
        if (RequestJson.Items(body, "mcp_servers").Count > 0)
        {
            notes.AddOnly("'mcp_servers'");
        }

        notes.AddMember(body, "container");
        var isContinued = RequestJson.Find(body, "thread") is { ValueKind: JsonValueKind.Object } thread && RequestJson.Text(thread, "type") == "continue";
        if (isContinued)
        {
            notes.AddOnly("a 'thread' that it continues");
        }

        var wantsNoText = RequestJson.Find(body, "max_tokens") is { ValueKind: JsonValueKind.Number } limit && limit.TryGetInt64(out var most) && most == 0;
        if (wantsNoText)
        {
            notes.AddOnly("'max_tokens' of 0");
        }

        var choice = RequestJson.Object(body, "tool_choice");
        var chat = new ChatRequest
        {
            Model = RequestJson.Needed(body, "model"),
            System = ReadSystem(body, messages),
            Messages = ReadMessages(body, messages, mayBeEmpty: isContinued),

            // The original alone is sent: 1 is the least that limits and budgets can count with.
            MaxTokens = wantsNoText ? 1 : RequestJson.Tokens(body, "max_tokens"),
            Temperature = RequestJson.Number(body, "temperature"),
            TopP = RequestJson.Number(body, "top_p"),
            Stop = RequestJson.Texts(body, "stop_sequences"),
            ReasoningEffort = ReadEffort(body),
            JsonSchema = ReadSchema(body),
            Tools = ReadTools(body, notes),
            ToolChoice = choice is { } given ? ReadToolChoice(given) : null,
            ParallelToolCalls = choice is { } parallel && RequestJson.Flag(parallel, "disable_parallel_tool_use") == true ? false : null,
            CachePrompt = messages.HasCacheMark || RequestJson.Find(body, "cache_control") is not null || RequestJson.Objects(body, "tools").Any(MessageReader.IsMarked),
        };
        return new ProtocolRequest(chat, RequestJson.Flag(body, "stream") == true, WantsUsage: true)
        {
            Only = notes.Only,
            IsContinued = isContinued,
            WantsNoText = wantsNoText,
            MarkedTurns = messages.HasOwnMarks ? "messages" : null,
            LacksReasoning = messages.LacksReasoning && BudgetedThinking(body) is not null,
            Session = RequestJson.Object(body, "metadata") is { } metadata ? RequestJson.Text(metadata, "user_id") : null,
        };
    }

    private static string? ReadSystem(JsonElement body, MessageReader messages)
    {
        if (RequestJson.Find(body, "system") is not { } system)
        {
            return null;
        }

        return system.ValueKind == JsonValueKind.String
            ? RequestJson.TextOf(system, "system")
            : string.Join("\n\n", RequestJson.Objects(body, "system").Select(messages.ReadSystemText)) is { Length: > 0 } text ? text : null;
    }

    private static IReadOnlyList<ChatMessage> ReadMessages(JsonElement body, MessageReader reader, bool mayBeEmpty) => RequestJson.Objects(body, "messages") is var messages && (messages.Count > 0 || mayBeEmpty)
        ? [.. messages.SelectMany(reader.Read)]
        : throw FaultException.OfMember("messages", "'messages' is missing or empty.");

    /// <summary>How much the model thinks; "adaptive" alone leaves it to the model, and so does a model of another format by itself.</summary>
    private static string? ReadEffort(JsonElement body)
    {
        if (RequestJson.Object(body, "output_config") is { } config && RequestJson.Text(config, "effort") is { } effort)
        {
            return effort;
        }

        return BudgetedThinking(body) is { } thinking
            ? RequestJson.Whole(thinking, "budget_tokens") switch
            {
                null or <= LowBudget => "low",
                <= MediumBudget => "medium",
                _ => "high",
            }
            : null;
    }

    /// <summary>The member <c>thinking</c> if it gives a budget: only with one must a turn of tools begin with its reasoning.</summary>
    private static JsonElement? BudgetedThinking(JsonElement body) => RequestJson.Object(body, "thinking") is { } thinking && RequestJson.Text(thinking, "type") == "enabled" ? thinking : null;

    private static ChatJsonSchema? ReadSchema(JsonElement body)
    {
        var format = (RequestJson.Object(body, "output_config") is { } config ? RequestJson.Object(config, "format") : null) ?? RequestJson.Object(body, "output_format");
        return format is not { } given ? null
            : RequestJson.Needed(given, "type") == "json_schema" && RequestJson.Object(given, "schema") is { } schema ? new ChatJsonSchema(schema.GetRawText())
            : throw FaultException.OfMember("output_config", "'output_config.format' takes {\"type\": \"json_schema\", \"schema\": …}.");
    }

    private static List<ChatTool> ReadTools(JsonElement body, TranslationNotes notes)
    {
        var tools = new List<ChatTool>();
        foreach (var tool in RequestJson.Objects(body, "tools"))
        {
            if (RequestJson.Text(tool, "type") is { } type and not "custom")
            {
                notes.AddOnly($"the tool type '{type}'");
                continue;
            }

            tools.Add(new ChatTool(notes.TakeToolName(RequestJson.Needed(tool, "name")), RequestJson.Text(tool, "description"), RequestJson.Object(tool, "input_schema")?.GetRawText()) { Strict = RequestJson.Flag(tool, "strict") });
        }

        return tools;
    }

    private static ChatToolChoice ReadToolChoice(JsonElement choice) => RequestJson.Needed(choice, "type") switch
    {
        "auto" => ChatToolChoice.Auto,
        "any" => ChatToolChoice.Any,
        "none" => ChatToolChoice.None,
        "tool" => ChatToolChoice.Of(RequestJson.Needed(choice, "name")),
        var other => throw FaultException.OfMember("tool_choice", $"'tool_choice.type' is '{other}'; it takes auto, any, tool or none."),
    };
}
