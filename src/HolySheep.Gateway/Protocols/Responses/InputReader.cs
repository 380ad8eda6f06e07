using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.Responses;

/// <summary>Reads the input of one request: the items of an answer that follow each other are one message, and so are the results of tools.</summary>
internal sealed class InputReader(TranslationNotes notes)
{
    private const string Assistant = "assistant";
    private const string Tool = "tool";

    private readonly List<ChatMessage> _messages = [];
    private readonly List<ChatPart> _turn = [];
    private string? _role;
    private string? _seal;

    /// <summary>Whether the conversation has marks that this gateway made.</summary>
    public bool HasOwnMarks { get; private set; }

    /// <summary>Reads the input of a request.</summary>
    /// <exception cref="FaultException">It has another form.</exception>
    public IReadOnlyList<ChatMessage> Read(JsonElement body)
    {
        if (RequestJson.Find(body, "input") is { ValueKind: JsonValueKind.String } text)
        {
            return [ChatMessage.User(RequestJson.TextOf(text, "input"))];
        }

        foreach (var item in RequestJson.Objects(body, "input"))
        {
            ReadItem(item);
        }

        EndTurn();
        if (_messages.Count == 0 && notes.Only.Count > 0)
        {
            // Everything is in what only this format can say.
            return [ChatMessage.User("")];
        }

        return _messages.Count > 0 ? _messages : throw FaultException.OfMember("input", "'input' is missing or empty.");
    }

    private void ReadItem(JsonElement item)
    {
        var type = RequestJson.Text(item, "type") ?? "message";
        switch (type)
        {
            case "message":
                Add(RoleOf(item), ReadContent(item, "content"));
                break;
            case "function_call":
                Add(Assistant, [new ChatToolCall(RequestJson.Needed(item, "call_id"), RequestJson.Needed(item, "name"), RequestJson.Text(item, "arguments") ?? "{}")]);
                break;
            case "function_call_output":
                Add(Tool, [new ChatToolResult(RequestJson.Needed(item, "call_id"), ReadContent(item, "output"))]);
                break;
            case "reasoning":
                Add(Assistant, ReadReasoning(item));
                break;
            case "image_generation_call":
                // A picture that a model made: other formats take none back in an answer.
                break;
            default:
                notes.AddOnly($"an item of the type '{type}'");
                break;
        }
    }

    private static string RoleOf(JsonElement item) => RequestJson.Needed(item, "role") switch
    {
        "user" or Assistant or "system" or "developer" => RequestJson.Needed(item, "role"),
        var other => throw FaultException.OfMember("input", $"A message has the role '{other}'; the roles are user, assistant, system and developer."),
    };

    // Messages of a caller stay apart; what a model said in one turn belongs together.
    private void Add(string role, IReadOnlyList<ChatPart> parts)
    {
        if (role != _role || role is not (Assistant or Tool))
        {
            EndTurn();
            _role = role;
        }

        _turn.AddRange(parts);
    }

    private void EndTurn()
    {
        IReadOnlyList<ChatPart> parts = _seal is null ? [.. _turn] : ReasoningSeal.Open(_seal, [.. _turn]);
        if (_role is not null && (parts.Count > 0 || _role is not Assistant))
        {
            _messages.Add(new ChatMessage(_role, parts));
        }

        _turn.Clear();
        (_role, _seal) = (null, null);
    }

    private List<ChatPart> ReadReasoning(JsonElement item)
    {
        if (RequestJson.Text(item, "encrypted_content") is { } data && ReasoningSeal.IsOwn(data))
        {
            // The turn must have begun before its seal is kept.
            Add(Assistant, []);
            HasOwnMarks = true;
            _seal = data == ReasoningSeal.Signature ? _seal : data;
        }

        var text = string.Join("\n\n", RequestJson.Objects(item, "summary").Select(part => RequestJson.Text(part, "text")));
        return text.Length > 0 ? [new ChatReasoning(text)] : [];
    }

    private IReadOnlyList<ChatPart> ReadContent(JsonElement item, string name) => RequestJson.Find(item, name) is not { } content ? []
        : content.ValueKind == JsonValueKind.String ? [new ChatText(RequestJson.TextOf(content, name))]
        : [.. RequestJson.Objects(item, name).Select(ReadPart).OfType<ChatPart>()];

    private ChatPart? ReadPart(JsonElement part)
    {
        var type = RequestJson.Needed(part, "type");
        return type switch
        {
            "input_text" or "output_text" => new ChatText(RequestJson.Needed(part, "text")),
            "refusal" => new ChatText(RequestJson.Needed(part, "refusal")),
            "input_image" when RequestJson.Text(part, "image_url") is { } url => AttachmentSource.OfUrl(url, null, "image/jpeg", "image_url"),
            "input_file" when RequestJson.Text(part, "file_data") is { } data => AttachmentSource.OfUrl(data, RequestJson.Text(part, "filename") ?? "file", "application/pdf", "file_data"),
            "input_file" when RequestJson.Text(part, "file_url") is { } url => AttachmentSource.OfUrl(url, RequestJson.Text(part, "filename"), "application/pdf", "file_url"),
            "input_image" or "input_file" => Only("a file by its id"),
            _ => Only($"a part of the type '{type}'"),
        };
    }

    private ChatPart? Only(string what)
    {
        notes.AddOnly(what);
        return null;
    }
}
