using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>Reads the messages of a request.</summary>
internal sealed class MessageReader(TranslationNotes notes)
{
    /// <summary>Reads one message.</summary>
    /// <exception cref="FaultException">It has another form.</exception>
    public ChatMessage Read(JsonElement message) => RequestJson.Needed(message, "role") switch
    {
        "system" or "developer" => new ChatMessage(RequestJson.Needed(message, "role"), ReadParts(message)),
        "user" => new ChatMessage("user", ReadParts(message)),
        "assistant" => new ChatMessage("assistant", ReadAssistant(message)),
        "tool" => ChatMessage.Tool(new ChatToolResult(RequestJson.Needed(message, "tool_call_id"), [.. ReadParts(message)])),
        var other => throw FaultException.OfMember("messages", $"A message has the role '{other}'; the roles are system, developer, user, assistant and tool."),
    };

    private List<ChatPart> ReadAssistant(JsonElement message)
    {
        var parts = new List<ChatPart>();
        if (RequestJson.Text(message, "reasoning_content") is { Length: > 0 } reasoning)
        {
            parts.Add(new ChatReasoning(reasoning));
        }

        notes.AddMember(message, "audio");
        parts.AddRange(ReadParts(message));
        if (RequestJson.Text(message, "refusal") is { Length: > 0 } refusal)
        {
            parts.Add(new ChatText(refusal));
        }

        parts.AddRange(RequestJson.Objects(message, "tool_calls").Select(ReadCall).OfType<ChatPart>());
        return parts;
    }

    private ChatToolCall? ReadCall(JsonElement call)
    {
        if (RequestJson.Text(call, "type") is { } type and not "function")
        {
            notes.AddOnly($"a tool call of the type '{type}'");
            return null;
        }

        var function = RequestJson.Object(call, "function") ?? throw FaultException.OfMember("messages", "A tool call in 'messages' has no 'function'.");
        return new ChatToolCall(RequestJson.Needed(call, "id"), RequestJson.Needed(function, "name"), RequestJson.Text(function, "arguments") ?? "{}");
    }

    private IReadOnlyList<ChatPart> ReadParts(JsonElement message)
    {
        if (RequestJson.Find(message, "content") is not { } content)
        {
            return [];
        }

        return content.ValueKind == JsonValueKind.String
            ? [new ChatText(RequestJson.TextOf(content, "content"))]
            : [.. RequestJson.Objects(message, "content").Select(ReadPart).OfType<ChatPart>()];
    }

    private ChatPart? ReadPart(JsonElement part) => RequestJson.Needed(part, "type") switch
    {
        "text" => new ChatText(RequestJson.Needed(part, "text")),
        "refusal" => new ChatText(RequestJson.Needed(part, "refusal")),
        "image_url" => ReadImage(part),
        "file" => ReadFile(part),
        var other => Only($"a part of the type '{other}'"),
    };

    private static ChatAttachment ReadImage(JsonElement part)
    {
        var image = RequestJson.Object(part, "image_url") ?? throw FaultException.OfMember("messages", "A part of the type 'image_url' has no 'image_url'.");
        return AttachmentSource.OfUrl(RequestJson.Needed(image, "url"), null, "image/jpeg", "image_url");
    }

    private ChatAttachment? ReadFile(JsonElement part)
    {
        var file = RequestJson.Object(part, "file") ?? throw FaultException.OfMember("messages", "A part of the type 'file' has no 'file'.");
        return RequestJson.Text(file, "file_data") is { } data
            ? AttachmentSource.OfUrl(data, RequestJson.Text(file, "filename") ?? "file", "application/pdf", "file_data")
            : Only("a file by its id");
    }

    private ChatAttachment? Only(string what)
    {
        notes.AddOnly(what);
        return null;
    }
}
