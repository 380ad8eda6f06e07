using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>The Gemini generateContent format.</summary>
internal sealed class GeminiVoice : Voice
{
    private const string WholeMethod = ":generateContent";
    private const string StreamMethod = ":streamGenerateContent";

    public override string Kind => "gemini";

    internal override string UnreadableEvent => """data: {"candidates":[{"content":{"parts":[{"te""" + "\n\n";

    public override string BaseUrl(string root) => root + "/v1beta";

    public override string Seal(string provider, int request) => $"c2ln{provider}{request}";

    public override Reply Say(Trouble trouble) => trouble switch
    {
        Trouble.Overloaded => Failing(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
        Trouble.ServerError => Failing(500, "INTERNAL", "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting"),
        Trouble.RateLimitedFor7Seconds => Failing(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.", """
            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests","quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaValue":"10"}]},
            {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7s"}
            """),
        Trouble.RateLimited => Failing(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
        Trouble.NoMoney => Failing(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing."),
        Trouble.BadKey => Failing(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", """
            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}
            """),
        Trouble.Forbidden => Failing(403, "PERMISSION_DENIED", "The caller does not have permission"),
        Trouble.UnknownModel => Failing(404, "NOT_FOUND", "models/alpha is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods."),
        Trouble.TooLong => Failing(400, "INVALID_ARGUMENT", "The input token count (1310720) exceeds the maximum number of tokens allowed (1048576)."),
        Trouble.Refused => Failing(200, """{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":7,"totalTokenCount":7},"modelVersion":"alpha","responseId":"r1"}"""),
        Trouble.BadRequest => Failing(400, "INVALID_ARGUMENT", "Please use a valid role: user, model."),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null),
    };

    internal override bool AsksForAnswer(RecordedRequest request) =>
        request.Method == "POST" && (request.PathAlone.EndsWith(WholeMethod, StringComparison.Ordinal) || request.PathAlone.EndsWith(StreamMethod, StringComparison.Ordinal));

    internal override bool AsksForModels(RecordedRequest request) => request.Method == "GET" && request.PathAlone.EndsWith("/v1beta/models", StringComparison.Ordinal);

    internal override string? ModelOf(RecordedRequest request) =>
        AsksForAnswer(request) ? Uri.UnescapeDataString(request.PathAlone[(request.PathAlone.LastIndexOf('/') + 1)..request.PathAlone.LastIndexOf(':')]) : null;

    internal override bool IsStream(RecordedRequest request) => request.PathAlone.EndsWith(StreamMethod, StringComparison.Ordinal);

    internal override IReadOnlyList<(string Role, string Content)> MessagesOf(RecordedRequest request)
    {
        var messages = new List<(string, string)>();
        if (request.Member("systemInstruction") is { } system)
        {
            messages.Add(("system", TextOf(system)));
        }

        if (request.Member("contents") is { ValueKind: JsonValueKind.Array } contents)
        {
            messages.AddRange(contents.EnumerateArray().Select(content => (RoleOf(content), TextOf(content))));
        }

        return messages;
    }

    internal override string Whole(Completion completion, RecordedRequest request, string provider, bool withUsage) => new GeminiJson(completion, request, provider, withUsage).Whole();

    internal override SpokenStream Stream(Completion completion, RecordedRequest request, string provider, bool withUsage)
    {
        var json = new GeminiJson(completion, request, provider, withUsage);
        return new SpokenStream("", [.. json.Chunks().Select(Event)], Event(json.FinishChunk()), "", "");
    }

    internal override string Error(Fault fault) => GeminiJson.Error(null, fault.Code ?? fault.Type, fault.Message, null);

    /// <summary>Google writes an error into the middle of a stream as it writes any other: over several lines, and without a field's name.</summary>
    internal override string ErrorEvent(Fault fault)
    {
        using var document = JsonDocument.Parse(Error(fault));
        return JsonSerializer.Serialize(document, Indented).ReplaceLineEndings("\n") + "\n";
    }

    internal override string ModelList(IReadOnlyList<string> models) => GeminiJson.ModelList(models);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static Reply Failing(int code, string status, string message, string? details = null) => Failing(code, GeminiJson.Error(code, status, message, details));

    private static string Event(string data) => $"data: {data}\n\n";

    private static string RoleOf(JsonElement content) => content.TryGetProperty("role", out JsonElement role) && role.ValueEquals("model") ? "assistant"
        : Parts(content).Any(part => part.TryGetProperty("functionResponse", out _)) ? "tool"
        : "user";

    private static string TextOf(JsonElement content) => string.Concat(Parts(content).Select(part =>
        part.TryGetProperty("functionResponse", out JsonElement response) ? response.GetProperty("response").GetRawText()
        : part.TryGetProperty("text", out JsonElement text) ? RecordedRequest.Text(text) : ""));

    private static IEnumerable<JsonElement> Parts(JsonElement content) => content.TryGetProperty("parts", out JsonElement parts) ? parts.EnumerateArray() : Enumerable.Empty<JsonElement>();
}
