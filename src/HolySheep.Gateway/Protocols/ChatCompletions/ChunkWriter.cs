using System;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>Writes a streamed answer in chunks.</summary>
internal sealed class ChunkWriter(ProtocolRequest request, EventBuffer events) : AnswerEvents(request)
{
    private readonly string _id = "chatcmpl-" + Guid.NewGuid().ToString("N");
    private readonly long _created = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private string _model = "";

    public override void KeepAlive() => events.Raw(": ping\n\n"u8);

    public override void Fail(RequestFault fault)
    {
        ErrorObject.WriteMember(events.Begin(), fault);
        events.End();
    }

    protected override void Start(string model)
    {
        _model = model;
        Delta("content", "", role: true);
    }

    protected override void WriteText(ChatUpdateKind kind, string text) => Delta(kind == ChatUpdateKind.Text ? "content" : "reasoning_content", text);

    protected override void WriteRefusal(string text) => Delta("refusal", text);

    protected override void Complete(ChatResult result)
    {
        Utf8JsonWriter json;
        if (new AnswerExtras(result) is { IsEmpty: false } extras)
        {
            json = BeginChoice();
            json.WriteStartObject("delta");
            extras.Write(json);
            json.WriteEndObject();
            EndChoice(json, null);
        }

        json = BeginChoice();
        json.WriteStartObject("delta");
        json.WriteEndObject();
        EndChoice(json, AnswerWriter.FinishReasonOf(result));
        if (Request.WantsUsage)
        {
            json = Begin();
            json.WriteStartArray("choices");
            json.WriteEndArray();
            AnswerWriter.WriteUsage(json, result.Usage);
            events.End();
        }

        events.Raw("data: [DONE]\n\n"u8);
    }

    private void Delta(string name, string text, bool role = false)
    {
        var json = BeginChoice();
        json.WriteStartObject("delta");
        if (role)
        {
            json.WriteString("role", "assistant");
        }

        json.WriteString(name, text);
        json.WriteEndObject();
        EndChoice(json, null);
    }

    protected override void WriteCall(ChatToolCallDelta call, bool isNew)
    {
        var json = BeginChoice();
        json.WriteStartObject("delta");
        json.WriteStartArray("tool_calls");
        json.WriteStartObject();
        json.WriteNumber("index", call.Index);
        if (isNew)
        {
            json.WriteString("id", call.Id);
            json.WriteString("type", "function");
        }

        json.WriteStartObject("function");
        if (isNew)
        {
            json.WriteString("name", call.Name);
        }

        json.WriteString("arguments", call.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        EndChoice(json, null);
    }

    private Utf8JsonWriter Begin()
    {
        var json = events.Begin();
        json.WriteString("id", _id);
        json.WriteString("object", "chat.completion.chunk");
        json.WriteNumber("created", _created);
        json.WriteString("model", _model);
        return json;
    }

    private Utf8JsonWriter BeginChoice()
    {
        var json = Begin();
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        return json;
    }

    private void EndChoice(Utf8JsonWriter json, string? finishReason)
    {
        json.WriteString("finish_reason", finishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        events.End();
    }
}
