using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>Writes a streamed answer in chunks.</summary>
internal sealed class ChunkWriter(ProtocolRequest request, EventBuffer events) : IEventWriter
{
    private readonly string _id = "chatcmpl-" + Guid.NewGuid().ToString("N");
    private readonly long _created = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private readonly HashSet<int> _calls = [];
    private string? _model;
    private bool _hasText;

    public void Write(ChatUpdate update)
    {
        if (_model is null)
        {
            _model = update.Source?.ModelUsed ?? request.Chat.Model ?? "";
            Delta("content", "", role: true);
        }

        switch (update.Kind)
        {
            case ChatUpdateKind.Text:
                _hasText = true;
                Delta("content", update.Text);
                break;
            case ChatUpdateKind.Reasoning:
                Delta("reasoning_content", update.Text);
                break;
            case ChatUpdateKind.ToolCall when update.ToolCall is { } call:
                Write(call);
                break;
            case ChatUpdateKind.Completed when update.Result is { } result:
                Complete(result);
                break;
        }
    }

    public void KeepAlive() => events.Raw(": ping\n\n"u8);

    public void Fail(RequestFault fault)
    {
        ErrorObject.WriteMember(events.Begin(), fault);
        events.End();
    }

    private void Complete(ChatResult result)
    {
        // What came whole, and in no piece.
        if (!_hasText && result.Content.Length > 0)
        {
            Delta("content", result.Content);
        }

        for (var index = 0; index < result.ToolCalls.Count; index++)
        {
            if (_calls.Add(index))
            {
                var call = result.ToolCalls[index];
                WriteCall(new ChatToolCallDelta(index, call.Id, call.Name, call.Arguments), isNew: true);
            }
        }

        var json = BeginChoice();
        json.WriteStartObject("delta");
        json.WriteEndObject();
        EndChoice(json, AnswerWriter.FinishReasonOf(result));
        if (request.WantsUsage)
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

    private void Write(ChatToolCallDelta call) => WriteCall(call, _calls.Add(call.Index));

    private void WriteCall(ChatToolCallDelta call, bool isNew)
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
