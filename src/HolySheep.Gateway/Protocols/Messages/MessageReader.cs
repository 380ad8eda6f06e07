using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.Messages;

/// <summary>Reads the messages of one request.</summary>
internal sealed class MessageReader(TranslationNotes notes)
{
    private bool _isMarked;

    /// <summary>Whether a block asks the provider to keep the prompt before it.</summary>
    public bool HasCacheMark { get; private set; }

    /// <summary>Whether the conversation has marks that this gateway made.</summary>
    public bool HasOwnMarks { get; private set; }

    /// <summary>Whether the last turn waits for its tools and has a mark of this gateway in place of a provider's reasoning.</summary>
    public bool LacksReasoning { get; private set; }

    /// <summary>Whether a block or a tool carries a mark of the prompt cache.</summary>
    public static bool IsMarked(JsonElement block) => RequestJson.Find(block, "cache_control") is not null;

    /// <summary>Reads a block of the instruction.</summary>
    public string ReadSystemText(JsonElement block)
    {
        HasCacheMark |= IsMarked(block);
        return RequestJson.Needed(block, "text");
    }

    /// <summary>Reads one message: the results of tools are a message of their own.</summary>
    /// <exception cref="FaultException">It has another form.</exception>
    public IEnumerable<ChatMessage> Read(JsonElement message)
    {
        var role = RequestJson.Needed(message, "role");
        if (role is not ("user" or "assistant" or "system"))
        {
            throw FaultException.OfMember("messages", $"A message has the role '{role}'; the roles are user and assistant.");
        }

        _isMarked = false;
        var parts = ReadParts(message, "content");
        HasOwnMarks |= _isMarked;
        LacksReasoning = role == "assistant" ? _isMarked : LacksReasoning;
        var results = parts.OfType<ChatToolResult>().ToArray();
        if (results.Length > 0)
        {
            yield return ChatMessage.Tool(results);
            parts = [.. parts.Where(part => part is not ChatToolResult)];
        }

        else if (role == "user")
        {
            LacksReasoning = false;
        }

        if (parts.Count > 0 || results.Length == 0)
        {
            yield return new ChatMessage(role, parts);
        }
    }

    private IReadOnlyList<ChatPart> ReadParts(JsonElement parent, string name)
    {
        if (RequestJson.Find(parent, name) is not { } content)
        {
            return [];
        }

        if (content.ValueKind == JsonValueKind.String)
        {
            return [new ChatText(RequestJson.TextOf(content, name))];
        }

        string? seal = null;
        var parts = new List<ChatPart>();
        foreach (var block in RequestJson.Objects(parent, name))
        {
            HasCacheMark |= IsMarked(block);
            var part = ReadBlock(block, ref seal);
            if (part is not null)
            {
                parts.Add(part);
            }
        }

        return seal is null ? parts : ReasoningSeal.Open(seal, parts);
    }

    private ChatPart? ReadBlock(JsonElement block, ref string? seal)
    {
        var type = RequestJson.Needed(block, "type");
        switch (type)
        {
            case "text":
                return new ChatText(RequestJson.Needed(block, "text"));
            case "image":
                return ReadSource(block, null, "image/jpeg", type);
            case "document":
                return ReadSource(block, RequestJson.Text(block, "title"), "application/pdf", type);
            case "tool_use":
                return new ChatToolCall(RequestJson.Needed(block, "id"), RequestJson.Needed(block, "name"), RequestJson.Object(block, "input")?.GetRawText() ?? "{}");
            case "tool_result":
                return new ChatToolResult(RequestJson.Needed(block, "tool_use_id"), [.. ReadParts(block, "content").Where(part => part is ChatText or ChatAttachment)]) { IsError = RequestJson.Flag(block, "is_error") == true };
            case "thinking":
                _isMarked |= ReasoningSeal.IsOwn(RequestJson.Text(block, "signature"));
                return new ChatReasoning(RequestJson.Text(block, "thinking") ?? "");
            case "redacted_thinking":
                // Data of a provider goes back to it with the original body only.
                if (RequestJson.Text(block, "data") is { } data && ReasoningSeal.IsOwn(data))
                {
                    (seal, _isMarked) = (data, true);
                }

                return null;
            default:
                notes.AddOnly($"a block of the type '{type}'");
                return null;
        }
    }

    private ChatPart? ReadSource(JsonElement block, string? name, string mediaType, string member)
    {
        var source = RequestJson.Object(block, "source") ?? throw FaultException.OfMember(member, $"A block of the type '{member}' has no 'source'.");
        switch (RequestJson.Needed(source, "type"))
        {
            case "base64":
                return AttachmentSource.OfBase64(RequestJson.Needed(source, "data"), name, RequestJson.Needed(source, "media_type"), member);
            case "url":
                return AttachmentSource.OfUrl(RequestJson.Needed(source, "url"), name, mediaType, member);
            case "text":
                return new ChatAttachment(name ?? "document", "text/plain", Encoding.UTF8.GetBytes(RequestJson.Needed(source, "data")).AsMemory());
            case var other:
                notes.AddOnly($"a source of the type '{other}'");
                return null;
        }
    }
}
