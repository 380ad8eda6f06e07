using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace HolySheep.TestKit.Wire;

/// <summary>Writes responses, errors and model lists as the Gemini API does. Chunks are responses too, and each repeats the counts so far.</summary>
internal sealed class GeminiJson(Completion completion, RecordedRequest request, string provider, bool withUsage)
{
    private readonly string _text = completion.Text ?? $"answer from {provider} to {request.LastUserMessage}";
    private ReplyUsage? _counts;

    public static string Error(int? code, string? status, string message, string? details) => CompletionJson.Write(new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status, ["details"] = JsonNode.Parse($"[{details}]") },
    });

    public static string ModelList(IEnumerable<string> models) => CompletionJson.Write(new JsonObject
    {
        ["models"] = new JsonArray(
        [
            .. models.Select(model => Model(model, "generateContent", "countTokens")),
            Model("text-embedding-scripted", "embedContent"),
        ]),
    });

    public string Whole() => Response([.. Thoughts(all: true), .. Texts(all: true), .. Calls()], FinishReason, Usage());

    /// <summary>One response a word: thoughts, text, then one a tool call.</summary>
    public IEnumerable<string> Chunks() => [.. Thoughts(all: false).Concat(Texts(all: false)).Concat(Calls()).Select(part => Response([part], null, PromptUsage()))];

    public string FinishChunk() => Response([Text("")], FinishReason, Usage());

    private string FinishReason => completion.FinishReason switch
    {
        "stop" or "tool_calls" => "STOP",
        "length" => "MAX_TOKENS",
        "content_filter" => "SAFETY",
        var other => other.ToUpperInvariant(),
    };

    private static JsonObject Model(string name, params string[] methods) => new()
    {
        ["name"] = "models/" + name,
        ["inputTokenLimit"] = 1_048_576,
        ["outputTokenLimit"] = 65_536,
        ["supportedGenerationMethods"] = new JsonArray([.. methods.Select(method => JsonValue.Create(method))]),
    };

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static IEnumerable<string> Pieces(string? text, bool all) => all ? string.IsNullOrEmpty(text) ? [] : [text] : CompletionJson.Words(text);

    private IEnumerable<JsonObject> Thoughts(bool all) => Pieces(completion.Reasoning, all).Select(word => new JsonObject { ["text"] = word, ["thought"] = true });

    private IEnumerable<JsonObject> Texts(bool all) => Pieces(_text.Length == 0 ? completion.Refusal : _text, all).Select(Text);

    private IEnumerable<JsonObject> Calls()
    {
        // Parallel calls share the signature on the first of them.
        var signature = $"c2ln{provider}{request.Number}";
        foreach (var (name, arguments) in completion.ToolCalls)
        {
            var part = new JsonObject { ["functionCall"] = new JsonObject { ["name"] = name, ["args"] = JsonNode.Parse(arguments) } };
            if (signature is not null)
            {
                part["thoughtSignature"] = signature;
                signature = null;
            }

            yield return part;
        }
    }

    private string Response(IEnumerable<JsonObject> parts, string? finishReason, JsonObject? usage)
    {
        var candidate = new JsonObject { ["content"] = new JsonObject { ["parts"] = new JsonArray([.. parts]), ["role"] = "model" }, ["index"] = 0 };
        if (finishReason is not null)
        {
            candidate["finishReason"] = finishReason;
        }

        var response = new JsonObject { ["candidates"] = new JsonArray(candidate) };
        if (usage is not null)
        {
            response["usageMetadata"] = usage;
        }

        response["modelVersion"] = completion.Model ?? request.Model;
        response["responseId"] = $"r-{provider}-{request.Number}";
        return CompletionJson.Write(response);
    }

    private JsonObject? PromptUsage() => withUsage ? new JsonObject { ["promptTokenCount"] = Counts.Prompt, ["totalTokenCount"] = Counts.Prompt } : null;

    private JsonObject? Usage() => !withUsage ? null : new JsonObject
    {
        ["promptTokenCount"] = Counts.Prompt,
        ["cachedContentTokenCount"] = Counts.Cached,
        ["candidatesTokenCount"] = Counts.Completion - Counts.Reasoning,
        ["thoughtsTokenCount"] = Counts.Reasoning,
        ["totalTokenCount"] = Counts.Prompt + Counts.Completion,
    };

    // Each chunk of an answer says them, and the prompt may be long.
    private ReplyUsage Counts => _counts ??= completion.Usage ?? new ReplyUsage(
        request.Messages.Sum(message => CompletionJson.Count(message.Content)),
        CompletionJson.Count(_text) + CompletionJson.Count(completion.Refusal) + completion.ToolCalls.Length + CompletionJson.Count(completion.Reasoning),
        Reasoning: CompletionJson.Count(completion.Reasoning));
}
