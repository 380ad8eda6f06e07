using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>Writes a completion as a message or as the events of one, as Anthropic does.</summary>
internal sealed class MessageJson(Completion completion, RecordedRequest request, string provider)
{
    private readonly string _text = completion.Text ?? $"answer from {provider} to {request.LastUserMessage}";

    /// <summary>The signature of the thoughts in the answer to a request.</summary>
    public static string Signature(string provider, int request) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"signature of {provider} {request}"));

    public string Whole(bool withUsage)
    {
        JsonObject message = Message([.. Blocks().Select(block => (JsonNode)block.Whole)], StopReason, withUsage ? Usage(isWhole: true) : null);
        if (StopDetails is { } details)
        {
            message["stop_details"] = details;
        }

        return CompletionJson.Write(message);
    }

    public SpokenStream Stream(bool withUsage)
    {
        string head = Event("message_start", new JsonObject { ["message"] = Message([], null, withUsage ? Usage(isWhole: false) : null) }) + Event("ping", []);
        var tokens = new List<string>();
        foreach ((int index, MessageBlock block) in Blocks().Index())
        {
            for (int place = 0; place < block.Pieces.Count; place++)
            {
                string start = place == 0 ? Event("content_block_start", new JsonObject { ["index"] = index, ["content_block"] = block.Start.DeepClone() }) : "";
                string stop = place == block.Pieces.Count - 1 ? (block.Last is null ? "" : Delta(index, block.Last)) + Event("content_block_stop", new JsonObject { ["index"] = index }) : "";
                tokens.Add(start + Delta(index, block.Pieces[place]) + stop);
            }
        }

        var delta = new JsonObject { ["delta"] = new JsonObject { ["stop_reason"] = StopReason, ["stop_sequence"] = null, ["stop_details"] = StopDetails } };
        if (withUsage)
        {
            delta["usage"] = Usage(isWhole: true);
        }

        return new SpokenStream(head, tokens, Event("message_delta", delta), "", Event("message_stop", []));
    }

    private string StopReason => completion.Refusal is not null ? "refusal" : completion.FinishReason switch
    {
        "stop" => "end_turn",
        "length" => "max_tokens",
        "tool_calls" => "tool_use",
        "content_filter" => "refusal",
        string other => other,
    };

    private JsonObject? StopDetails => StopReason != "refusal" ? null : new JsonObject { ["type"] = "refusal", ["category"] = "cyber", ["explanation"] = completion.Refusal };

    private IEnumerable<MessageBlock> Blocks()
    {
        if (completion.Reasoning is { } thoughts)
        {
            yield return MessageBlock.Thinking(thoughts, Signature(provider, request.Number));
        }

        if (_text.Length > 0)
        {
            yield return MessageBlock.Text(_text);
        }

        foreach ((int number, (string name, string arguments)) in completion.ToolCalls.Index())
        {
            yield return MessageBlock.ToolUse($"toolu_{provider}_{request.Number}_{number + 1}", name, arguments);
        }
    }

    private JsonObject Message(JsonNode[] content, string? stopReason, JsonObject? usage)
    {
        var message = new JsonObject
        {
            ["id"] = $"msg_{provider}_{request.Number}",
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = completion.Model ?? request.Model ?? "unnamed",
            ["content"] = new JsonArray(content),
            ["stop_reason"] = stopReason,
            ["stop_sequence"] = null,
        };
        if (usage is not null)
        {
            message["usage"] = usage;
        }

        return message;
    }

    private JsonObject Usage(bool isWhole)
    {
        int thoughts = CompletionJson.Words(completion.Reasoning).Count();
        ReplyUsage usage = completion.Usage ?? new ReplyUsage(
            request.Messages.Sum(message => CompletionJson.Words(message.Content).Count()),
            CompletionJson.Words(_text).Count() + completion.ToolCalls.Length + thoughts,
            Reasoning: thoughts);
        return new JsonObject
        {
            ["input_tokens"] = usage.Prompt - usage.Cached - usage.Written - usage.WrittenForHour,
            ["cache_creation_input_tokens"] = usage.Written + usage.WrittenForHour,
            ["cache_read_input_tokens"] = usage.Cached,
            ["cache_creation"] = new JsonObject { ["ephemeral_5m_input_tokens"] = usage.Written, ["ephemeral_1h_input_tokens"] = usage.WrittenForHour },
            ["output_tokens"] = isWhole ? usage.Completion : 1,
            ["output_tokens_details"] = isWhole ? new JsonObject { ["thinking_tokens"] = usage.Reasoning } : null,
            ["service_tier"] = "standard",
        };
    }

    private static string Delta(int index, JsonObject delta) => Event("content_block_delta", new JsonObject { ["index"] = index, ["delta"] = delta });

    private static string Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return $"event: {type}\ndata: {CompletionJson.Write(data)}\n\n";
    }
}
