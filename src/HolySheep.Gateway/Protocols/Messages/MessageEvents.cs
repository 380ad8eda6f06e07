using System;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.Messages;

/// <summary>Writes a streamed answer in events: blocks one after another, each begun and ended. Takes the pieces of a tool call one after another (<see cref="CallsInTurn"/>).</summary>
internal sealed class MessageEvents(ProtocolRequest request, EventBuffer events) : AnswerEvents(request)
{
    private ChatUpdateKind? _open;
    private int _block = -1;

    public override void KeepAlive() => events.Raw("event: ping\ndata: {\"type\": \"ping\"}\n\n"u8);

    public override void Fail(RequestFault fault)
    {
        ErrorObject.WriteMembers(events.Begin("error"u8), fault);
        events.End();
    }

    protected override void Start(string model)
    {
        var json = Begin("message_start"u8, "message_start");
        json.WriteStartObject("message");
        json.WriteString("id", "msg_" + Guid.NewGuid().ToString("N"));
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", model);
        json.WriteStartArray("content");
        json.WriteEndArray();
        json.WriteNull("stop_reason");
        json.WriteNull("stop_sequence");
        AnswerWriter.WriteUsage(json, null);
        json.WriteEndObject();
        events.End();
    }

    protected override void Complete(ChatResult result)
    {
        foreach (var picture in AnswerPicture.Of(result))
        {
            CloseBlock();
            WriteText(ChatUpdateKind.Text, picture.Notice);
        }

        CloseBlock();
        if (ReasoningSeal.Of(result.Conversation[^1]) is { } seal)
        {
            var block = BeginBlock();
            block.WritePropertyName("content_block");
            AnswerWriter.WriteSeal(block, seal);
            events.End();
            EndBlock();
        }

        var json = Begin("message_delta"u8, "message_delta");
        json.WriteStartObject("delta");
        json.WriteString("stop_reason", AnswerWriter.StopReasonOf(result));
        json.WriteNull("stop_sequence");
        json.WriteEndObject();
        AnswerWriter.WriteUsage(json, result.Usage);
        events.End();
        Begin("message_stop"u8, "message_stop");
        events.End();
    }

    protected override void WriteText(ChatUpdateKind kind, string text)
    {
        var isText = kind == ChatUpdateKind.Text;
        if (_open != kind)
        {
            CloseBlock();
            var json = BeginBlock();
            json.WriteStartObject("content_block");
            json.WriteString("type", isText ? "text" : "thinking");
            json.WriteString(isText ? "text" : "thinking", "");
            if (!isText)
            {
                json.WriteString("signature", "");
            }

            json.WriteEndObject();
            events.End();
            _open = kind;
        }

        Delta(isText ? "text_delta" : "thinking_delta", isText ? "text" : "thinking", text);
    }

    protected override void WriteCall(ChatToolCallDelta call, bool isNew)
    {
        if (isNew)
        {
            CloseBlock();
            var json = BeginBlock();
            json.WriteStartObject("content_block");
            json.WriteString("type", "tool_use");
            json.WriteString("id", call.Id);
            json.WriteString("name", call.Name);
            json.WriteStartObject("input");
            json.WriteEndObject();
            json.WriteEndObject();
            events.End();
            _open = ChatUpdateKind.ToolCall;
        }

        if (call.Arguments.Length > 0)
        {
            Delta("input_json_delta", "partial_json", call.Arguments);
        }
    }

    private void CloseBlock()
    {
        if (_open is null)
        {
            return;
        }

        if (_open == ChatUpdateKind.Reasoning)
        {
            Delta("signature_delta", "signature", ReasoningSeal.Signature);
        }

        EndBlock();
        _open = null;
    }

    private void EndBlock()
    {
        Begin("content_block_stop"u8, "content_block_stop").WriteNumber("index", _block);
        events.End();
    }

    private void Delta(string type, string name, string text)
    {
        var json = Begin("content_block_delta"u8, "content_block_delta");
        json.WriteNumber("index", _block);
        json.WriteStartObject("delta");
        json.WriteString("type", type);
        json.WriteString(name, text);
        json.WriteEndObject();
        events.End();
    }

    private Utf8JsonWriter BeginBlock()
    {
        var json = Begin("content_block_start"u8, "content_block_start");
        json.WriteNumber("index", ++_block);
        return json;
    }

    private Utf8JsonWriter Begin(ReadOnlySpan<byte> name, string type)
    {
        var json = events.Begin(name);
        json.WriteString("type", type);
        return json;
    }
}
