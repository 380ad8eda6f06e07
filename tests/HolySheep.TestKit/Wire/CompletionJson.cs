using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HolySheep.TestKit.Wire;

/// <summary>Writes completions, chunks, errors and model lists as an OpenAI-style provider does; characters stay unescaped.</summary>
internal sealed partial class CompletionJson(Completion completion, RecordedRequest request, string provider)
{
    private const long Created = 1_790_000_000;
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _text = completion.Text ?? $"answer from {provider} to {request.LastUserMessage}";

    public static string Error(string? code, string message, string? type) => Write(new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = code },
    });

    public static string ModelList(IEnumerable<string> models) => Write(new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. models.Select(model => new JsonObject { ["id"] = model, ["object"] = "model", ["created"] = Created, ["owned_by"] = "scripted" })]),
    });

    public string Whole(bool withUsage)
    {
        JsonObject reply = Frame("chat.completion", new JsonObject
        {
            ["index"] = 0,
            ["message"] = Message(),
            ["logprobs"] = null,
            ["finish_reason"] = completion.FinishReason,
        });
        if (withUsage)
        {
            reply["usage"] = Usage();
        }

        return Write(reply);
    }

    public string RoleChunk() => Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" });

    public string FinishChunk() => Chunk([], completion.FinishReason);

    public string UsageChunk()
    {
        JsonObject chunk = Frame("chat.completion.chunk");
        chunk["usage"] = Usage();
        return Write(chunk);
    }

    /// <summary>One chunk a word: reasoning, refusal, text, then two pieces a tool call.</summary>
    public IEnumerable<string> TokenChunks()
    {
        IEnumerable<JsonObject> reasoning = Words(completion.Reasoning).Select(word => new JsonObject { ["reasoning_content"] = word });
        IEnumerable<JsonObject> refusal = Words(completion.Refusal).Select(word => new JsonObject { ["refusal"] = word });
        IEnumerable<JsonObject> text = Words(_text).Select(word => new JsonObject { ["content"] = word });
        return [.. reasoning.Concat(refusal).Concat(text).Concat(ToolCallDeltas()).Select(delta => Chunk(delta))];
    }

    // the encoder escapes characters outside the basic plane whatever it is told, and those are the ones worth splitting
    internal static string Write(JsonNode node) => EscapeSequence().Replace(node.ToJsonString(Unescaped), match =>
        match.Groups["high"].Success ? $"{Unit(match.Groups["high"])}{Unit(match.Groups["low"])}" : match.Value);

    private static char Unit(Group hex) => (char)int.Parse(hex.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\\(u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})|.)")]
    private static partial Regex EscapeSequence();

    internal static IEnumerable<string> Words(string? text)
    {
        for (int start = 0; start < text?.Length;)
        {
            int space = text.IndexOf(' ', start + 1);
            int end = space < 0 ? text.Length : space;
            yield return text[start..end];
            start = end;
        }
    }

    internal static int Count(string? text) => Words(text).Count();

    private JsonObject Frame(string kind, params JsonNode[] choices) => new()
    {
        ["id"] = $"chatcmpl-{provider}-{request.Number}",
        ["object"] = kind,
        ["created"] = Created,
        ["model"] = completion.Model ?? request.Model ?? "unnamed",
        ["system_fingerprint"] = "fp_scripted",
        ["choices"] = new JsonArray(choices),
    };

    private string Chunk(JsonObject delta, string? finishReason = null) => Write(Frame("chat.completion.chunk", new JsonObject
    {
        ["index"] = 0,
        ["delta"] = delta,
        ["logprobs"] = null,
        ["finish_reason"] = finishReason,
    }));

    private JsonObject Message()
    {
        bool saysNothing = _text.Length == 0 && (completion.Refusal is not null || completion.ToolCalls.Length > 0);
        var message = new JsonObject { ["role"] = "assistant", ["content"] = saysNothing ? null : _text, ["refusal"] = completion.Refusal };
        if (completion.Reasoning is not null)
        {
            message["reasoning_content"] = completion.Reasoning;
        }

        if (completion.ToolCalls.Length > 0)
        {
            message["tool_calls"] = new JsonArray([.. completion.ToolCalls.Select((call, index) => new JsonObject
            {
                ["id"] = $"call_{index + 1}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            })]);
        }

        return message;
    }

    private IEnumerable<JsonObject> ToolCallDeltas()
    {
        for (int index = 0; index < completion.ToolCalls.Length; index++)
        {
            (string name, string arguments) = completion.ToolCalls[index];
            string head = arguments[..(arguments.Length / 2)];
            yield return ToolCallDelta(new JsonObject
            {
                ["index"] = index,
                ["id"] = $"call_{index + 1}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = name, ["arguments"] = head },
            });
            yield return ToolCallDelta(new JsonObject
            {
                ["index"] = index,
                ["function"] = new JsonObject { ["arguments"] = arguments[head.Length..] },
            });
        }
    }

    private static JsonObject ToolCallDelta(JsonObject call) => new() { ["tool_calls"] = new JsonArray(call) };

    private JsonObject Usage()
    {
        int reasoning = Count(completion.Reasoning);
        ReplyUsage usage = completion.Usage ?? new ReplyUsage(
            request.Messages.Sum(message => Count(message.Content)),
            Count(_text) + Count(completion.Refusal) + completion.ToolCalls.Length + reasoning,
            Reasoning: reasoning);
        return new JsonObject
        {
            ["prompt_tokens"] = usage.Prompt,
            ["completion_tokens"] = usage.Completion,
            ["total_tokens"] = usage.Prompt + usage.Completion,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.Cached },
            ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
        };
    }
}
