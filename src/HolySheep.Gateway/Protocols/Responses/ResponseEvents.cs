using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Protocols.ChatCompletions;

namespace HolySheep.Gateway.Protocols.Responses;

/// <summary>Writes a streamed answer in events: items one after another, each said in pieces and then whole. Takes the pieces of a tool call one after another (<see cref="CallsInTurn"/>).</summary>
internal sealed class ResponseEvents(ProtocolRequest request, EventBuffer events) : AnswerEvents(request)
{
    private readonly string _id = ResponseWriter.NewId("resp");
    private readonly DateTimeOffset _created = DateTimeOffset.UtcNow;
    private readonly List<Action<Utf8JsonWriter>> _items = [];
    private readonly StringBuilder _text = new();
    private IReadOnlyList<ChatCitation> _citations = [];
    private ChatUpdateKind? _open;
    private bool _isRefusal;
    private ChatToolCallDelta? _call;
    private string _item = "";
    private string _model = "";
    private int _number;

    public override void KeepAlive() => events.Raw(": ping\n\n"u8);

    public override void Fail(RequestFault fault)
    {
        var json = Begin("error");
        json.WriteString("code", fault.Code);
        json.WriteString("message", fault.Message);
        json.WriteString("param", fault.Member);

        // Some clients look for the error where other formats have it.
        ErrorObject.WriteMember(json, fault);
        events.End();
    }

    protected override void Start(string model)
    {
        _model = model;
        WriteResponse("response.created", null);
        WriteResponse("response.in_progress", null);
    }

    protected override void Complete(ChatResult result)
    {
        Annotate(result);
        foreach (var picture in AnswerPicture.Of(result))
        {
            WritePicture(picture);
        }

        CloseItem();
        if (ReasoningSeal.Of(result.Conversation[^1]) is { } seal)
        {
            _item = ResponseWriter.NewId("rs");
            var id = _item;
            Added(json => ItemWriter.WriteReasoning(json, id, "", null));
            Done(json => ItemWriter.WriteReasoning(json, id, "", seal));
        }

        WriteResponse("response." + ResponseWriter.StatusOf(result), result);
    }

    protected override void WriteText(ChatUpdateKind kind, string text) => WriteText(kind, text, isRefusal: false);

    protected override void WriteRefusal(string text) => WriteText(ChatUpdateKind.Text, text, isRefusal: true);

    private void WriteText(ChatUpdateKind kind, string text, bool isRefusal)
    {
        var isText = kind == ChatUpdateKind.Text;
        if (_open != kind || _isRefusal != isRefusal)
        {
            CloseItem();
            (_open, _isRefusal) = (kind, isRefusal);
            var id = _item = ResponseWriter.NewId(isText ? "msg" : "rs");
            Added(json =>
            {
                if (isText)
                {
                    ItemWriter.WriteMessage(json, id, null);
                }
                else
                {
                    ItemWriter.WriteReasoning(json, id, "", ReasoningSeal.Signature);
                }
            });
            WritePart(isText ? "response.content_part.added" : "response.reasoning_summary_part.added", "");
        }

        _text.Append(text);
        var delta = BeginInItem(isRefusal ? "response.refusal.delta" : isText ? "response.output_text.delta" : "response.reasoning_summary_text.delta");
        delta.WriteString("delta", text);
        if (isText && !isRefusal)
        {
            delta.WriteStartArray("logprobs");
            delta.WriteEndArray();
        }

        events.End();
    }

    protected override void WriteCall(ChatToolCallDelta call, bool isNew)
    {
        if (isNew)
        {
            CloseItem();
            (_open, _call) = (ChatUpdateKind.ToolCall, call);
            var id = _item = ResponseWriter.NewId("fc");
            Added(json => ItemWriter.WriteCall(json, id, call.Id, call.Name, null));
        }

        if (call.Arguments.Length > 0)
        {
            _text.Append(call.Arguments);
            Place("response.function_call_arguments.delta").WriteString("delta", call.Arguments);
            events.End();
        }
    }

    /// <summary>Says the sources of the text that is open.</summary>
    private void Annotate(ChatResult result)
    {
        if (_open != ChatUpdateKind.Text || _isRefusal)
        {
            return;
        }

        _citations = UrlCitations.Of(result);
        for (var number = 0; number < _citations.Count; number++)
        {
            var json = BeginInItem("response.output_text.annotation.added");
            json.WriteNumber("annotation_index", number);
            json.WritePropertyName("annotation");
            UrlCitations.WriteInItem(json, _citations[number], _text.Length);
            events.End();
        }
    }

    private void WritePicture(AnswerPicture picture)
    {
        CloseItem();
        if (picture.Data is not { } data)
        {
            WriteText(ChatUpdateKind.Text, picture.Notice);
            return;
        }

        var id = _item = ResponseWriter.NewId("ig");
        Added(json => ItemWriter.WritePicture(json, id, null));
        Done(json => ItemWriter.WritePicture(json, id, data));
    }

    private void CloseItem()
    {
        var (text, id, isRefusal, citations) = (_text.ToString(), _item, _isRefusal, _citations);
        _text.Clear();
        _citations = [];
        switch (_open)
        {
            case ChatUpdateKind.Text when isRefusal:
                BeginInItem("response.refusal.done").WriteString("refusal", text);
                events.End();
                WritePart("response.content_part.done", text);
                Done(json => ItemWriter.WriteMessage(json, id, text, isRefusal: true));
                break;
            case ChatUpdateKind.Text:
                var done = BeginInItem("response.output_text.done");
                done.WriteString("text", text);
                done.WriteStartArray("logprobs");
                done.WriteEndArray();
                events.End();
                WritePart("response.content_part.done", text, citations);
                Done(json => ItemWriter.WriteMessage(json, id, text, citations: citations));
                break;
            case ChatUpdateKind.Reasoning:
                BeginInItem("response.reasoning_summary_text.done").WriteString("text", text);
                events.End();
                WritePart("response.reasoning_summary_part.done", text);
                Done(json => ItemWriter.WriteReasoning(json, id, text, ReasoningSeal.Signature));
                break;
            case ChatUpdateKind.ToolCall when _call is { } call:
                Place("response.function_call_arguments.done").WriteString("arguments", text);
                events.End();
                Done(json => ItemWriter.WriteCall(json, id, call.Id, call.Name, text));
                break;
        }

        _open = null;
    }

    private void Added(Action<Utf8JsonWriter> item) => WriteItem("response.output_item.added", item);

    private void Done(Action<Utf8JsonWriter> item)
    {
        WriteItem("response.output_item.done", item);
        _items.Add(item);
    }

    private void WriteItem(string type, Action<Utf8JsonWriter> item)
    {
        var json = Begin(type);
        json.WriteNumber("output_index", _items.Count);
        json.WritePropertyName("item");
        item(json);
        events.End();
    }

    private void WritePart(string type, string text, IReadOnlyList<ChatCitation>? citations = null)
    {
        var json = BeginInItem(type);
        json.WritePropertyName("part");
        if (_open == ChatUpdateKind.Text)
        {
            ItemWriter.WritePart(json, text, _isRefusal, citations);
        }
        else
        {
            ItemWriter.WriteSummary(json, text);
        }

        events.End();
    }

    private void WriteResponse(string type, ChatResult? result)
    {
        var json = Begin(type);
        json.WritePropertyName("response");
        ResponseWriter.Write(json, _id, _created, result?.ModelReported ?? _model, result, output =>
        {
            foreach (var item in _items)
            {
                item(output);
            }
        });
        events.End();
    }

    private Utf8JsonWriter BeginInItem(string type)
    {
        var json = Place(type);
        json.WriteNumber(_open == ChatUpdateKind.Reasoning ? "summary_index" : "content_index", 0);
        return json;
    }

    private Utf8JsonWriter Place(string type)
    {
        var json = Begin(type);
        json.WriteString("item_id", _item);
        json.WriteNumber("output_index", _items.Count);
        return json;
    }

    private Utf8JsonWriter Begin(string type)
    {
        var json = events.Begin(Encoding.ASCII.GetBytes(type));
        json.WriteString("type", type);
        json.WriteNumber("sequence_number", _number++);
        return json;
    }
}
