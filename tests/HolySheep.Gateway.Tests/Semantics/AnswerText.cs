using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Gateway.Tests.Harness;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>What a client of a protocol has read of an answer, whole or in events.</summary>
/// <param name="path">The path of the protocol.</param>
internal sealed class AnswerText(string path)
{
    private bool _isEnded;

    /// <summary>The text so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The names of the tools that are called.</summary>
    public List<string> Tools { get; } = [];

    /// <summary>The error; null if there is none.</summary>
    public JsonElement? Error { get; private set; }

    /// <summary>True if the end of the protocol came and no error.</summary>
    public bool IsWhole => _isEnded && Error is null;

    /// <summary>Reads a whole body.</summary>
    public void ReadWhole(JsonElement body)
    {
        if (body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
        {
            Error = error;
            return;
        }

        _isEnded = true;
        switch (path)
        {
            case Question.Chat:
                var message = body.GetProperty("choices")[0].GetProperty("message");
                Text = message.GetProperty("content").GetString() ?? "";
                Tools.AddRange(message.TryGetProperty("tool_calls", out var calls) ? calls.EnumerateArray().Select(call => NameOf(call.GetProperty("function"))) : []);
                break;
            case Question.Messages:
                ReadItems(body.GetProperty("content"), "text", "tool_use");
                break;
            default:
                foreach (var item in body.GetProperty("output").EnumerateArray())
                {
                    if (TypeOf(item) == "message")
                    {
                        ReadItems(item.GetProperty("content"), "output_text", "");
                    }
                    else if (TypeOf(item) == "function_call")
                    {
                        Tools.Add(NameOf(item));
                    }
                }

                break;
        }
    }

    /// <summary>Reads a line of a stream.</summary>
    public void ReadLine(string line)
    {
        if (line == "data: [DONE]")
        {
            _isEnded = true;
        }
        else if (line.StartsWith("data: {", StringComparison.Ordinal))
        {
            ReadEvent(JsonElement.Parse(line[6..]));
        }
    }

    private void ReadEvent(JsonElement data)
    {
        if (data.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && TypeOf(data) is null or "error")
        {
            Error = error;
        }
        else if (path == Question.Chat)
        {
            ReadChunk(data);
        }
        else
        {
            ReadTyped(data);
        }
    }

    private void ReadChunk(JsonElement data)
    {
        foreach (var delta in data.TryGetProperty("choices", out var choices) ? choices.EnumerateArray().Select(choice => choice.GetProperty("delta")) : [])
        {
            Text += delta.TryGetProperty("content", out var content) ? content.GetString() : "";
            Tools.AddRange(delta.TryGetProperty("tool_calls", out var calls)
                ? calls.EnumerateArray().Where(call => call.TryGetProperty("id", out _)).Select(call => NameOf(call.GetProperty("function")))
                : []);
        }
    }

    private void ReadTyped(JsonElement data)
    {
        switch (TypeOf(data))
        {
            case "content_block_start" when TypeOf(data.GetProperty("content_block")) == "tool_use":
                Tools.Add(NameOf(data.GetProperty("content_block")));
                break;
            case "content_block_delta" when TypeOf(data.GetProperty("delta")) == "text_delta":
                Text += data.GetProperty("delta").GetProperty("text").GetString();
                break;
            case "response.output_text.delta":
                Text += data.GetProperty("delta").GetString();
                break;
            case "response.output_item.added" when TypeOf(data.GetProperty("item")) == "function_call":
                Tools.Add(NameOf(data.GetProperty("item")));
                break;
            case "message_stop" or "response.completed" or "response.incomplete":
                _isEnded = true;
                break;
        }
    }

    private void ReadItems(JsonElement items, string text, string tool)
    {
        foreach (var item in items.EnumerateArray())
        {
            Text += TypeOf(item) == text ? item.GetProperty("text").GetString() : "";
            Tools.AddRange(TypeOf(item) == tool ? [NameOf(item)] : []);
        }
    }

    private static string? TypeOf(JsonElement item) => item.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static string NameOf(JsonElement item) => item.GetProperty("name").GetString()!;
}
