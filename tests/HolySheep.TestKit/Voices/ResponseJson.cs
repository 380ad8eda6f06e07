using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>Writes response objects and their items as OpenAI does.</summary>
internal sealed class ResponseJson(Completion completion, RecordedRequest request, string provider)
{
    private const long Created = 1_790_000_000;

    public Completion Completion => completion;

    public string Text { get; } = completion.Text ?? $"answer from {provider} to {request.LastUserMessage}";

    /// <summary>The status of the whole response.</summary>
    public string Status => completion.FinishReason switch
    {
        "length" or "content_filter" => "incomplete",
        "error" => "failed",
        _ => "completed",
    };

    public string Whole(bool withUsage) => CompletionJson.Write(Response(Status, Items(), withUsage));

    /// <summary>The response object at a moment of its life.</summary>
    public JsonObject Response(string status, IEnumerable<JsonObject> items, bool withUsage) => new()
    {
        ["id"] = $"resp_{provider}_{request.Number}",
        ["object"] = "response",
        ["created_at"] = Created,
        ["status"] = status,
        ["background"] = false,
        ["error"] = status == "failed" ? new JsonObject { ["code"] = "server_error", ["message"] = "The model failed." } : null,
        ["incomplete_details"] = status == "incomplete" ? new JsonObject { ["reason"] = completion.FinishReason == "length" ? "max_output_tokens" : completion.FinishReason } : null,
        ["instructions"] = null,
        ["max_output_tokens"] = null,
        ["model"] = completion.Model ?? request.Model ?? "unnamed",
        ["output"] = new JsonArray([.. items]),
        ["parallel_tool_calls"] = true,
        ["previous_response_id"] = null,
        ["reasoning"] = new JsonObject { ["effort"] = null, ["summary"] = null },
        ["store"] = false,
        ["temperature"] = 1,
        ["text"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "text" } },
        ["tool_choice"] = "auto",
        ["tools"] = new JsonArray(),
        ["top_p"] = 1,
        ["truncation"] = "disabled",
        ["usage"] = withUsage ? Usage() : null,
        ["metadata"] = new JsonObject(),
    };

    /// <summary>The items of the answer: reasoning, the message, then one for each tool call.</summary>
    public IEnumerable<JsonObject> Items()
    {
        if (completion.Reasoning is not null)
        {
            yield return Reasoning();
        }

        if (Text.Length > 0 || completion.Refusal is not null)
        {
            yield return Message([.. Parts()]);
        }

        for (int index = 0; index < completion.ToolCalls.Length; index++)
        {
            yield return Call(index, completion.ToolCalls[index].Arguments, "completed");
        }
    }

    public JsonObject Reasoning() => new()
    {
        ["id"] = $"rs_{provider}_{request.Number}",
        ["type"] = "reasoning",
        ["encrypted_content"] = $"sealed-{provider}-{request.Number}",
        ["summary"] = new JsonArray(new JsonObject { ["type"] = "summary_text", ["text"] = completion.Reasoning }),
    };

    public JsonObject Message(params JsonObject[] parts) => new()
    {
        ["id"] = $"msg_{provider}_{request.Number}",
        ["type"] = "message",
        ["status"] = parts.Length == 0 ? "in_progress" : "completed",
        ["role"] = "assistant",
        ["content"] = new JsonArray([.. parts]),
    };

    public IEnumerable<JsonObject> Parts()
    {
        if (completion.Refusal is { } refusal)
        {
            yield return new JsonObject { ["type"] = "refusal", ["refusal"] = refusal };
        }

        if (Text.Length > 0)
        {
            yield return TextPart(Text);
        }
    }

    public static JsonObject TextPart(string text) => new() { ["type"] = "output_text", ["annotations"] = new JsonArray(), ["logprobs"] = new JsonArray(), ["text"] = text };

    public JsonObject Call(int index, string arguments, string status) => new()
    {
        ["id"] = $"fc_{provider}_{request.Number}_{index}",
        ["type"] = "function_call",
        ["status"] = status,
        ["arguments"] = arguments,
        ["call_id"] = $"call_{index + 1}",
        ["name"] = completion.ToolCalls[index].Name,
    };

    private JsonObject Usage()
    {
        int reasoning = CompletionJson.Count(completion.Reasoning);
        ReplyUsage usage = completion.Usage ?? new ReplyUsage(
            request.Messages.Sum(message => CompletionJson.Count(message.Content)),
            CompletionJson.Count(Text) + CompletionJson.Count(completion.Refusal) + completion.ToolCalls.Length + reasoning,
            Reasoning: reasoning);
        return new JsonObject
        {
            ["input_tokens"] = usage.Prompt,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.Cached, ["cache_write_tokens"] = 0 },
            ["output_tokens"] = usage.Completion,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
            ["total_tokens"] = usage.Prompt + usage.Completion,
        };
    }
}
