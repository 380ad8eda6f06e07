using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>The Anthropic Messages format.</summary>
internal sealed class MessagesVoice : Voice
{
    public override string Kind => "anthropic";

    internal override string UnreadableEvent => "event: content_block_delta\n" + """data: {"type":"content_block_delta","index":0,"delta":{"typ""" + "\n\n";

    public override string BaseUrl(string root) => root + "/v1";

    public override string Seal(string provider, int request) => MessageJson.Signature(provider, request);

    public override Reply Say(Trouble trouble) => trouble switch
    {
        Trouble.Overloaded => Says(529, "overloaded_error", "Overloaded"),
        Trouble.ServerError => Says(500, "api_error", "Internal server error"),
        Trouble.RateLimitedFor7Seconds => Says(429, "rate_limit_error", "This request would exceed your organization's rate limit of 50 requests per minute.").WithHeader("retry-after", "7"),
        Trouble.RateLimited => Says(429, "rate_limit_error", "This request would exceed your organization's rate limit of 50 requests per minute."),
        Trouble.NoMoney => Says(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."),
        Trouble.BadKey => Says(401, "authentication_error", "invalid x-api-key"),
        Trouble.Forbidden => Says(403, "permission_error", "Your API key does not have permission to use the specified resource."),
        Trouble.UnknownModel => Says(404, "not_found_error", "model: alpha"),
        Trouble.TooLong => Says(400, "invalid_request_error", "prompt is too long: 212487 tokens > 200000 maximum"),
        Trouble.Refused => Says(400, "invalid_request_error", "Output blocked by content filtering policy"),
        Trouble.BadRequest => Says(400, "invalid_request_error", "messages.0.content.0.text: Input should be a valid string"),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null),
    };

    internal override bool AsksForAnswer(RecordedRequest request) => request.Method == "POST" && request.PathAlone.EndsWith("/v1/messages", StringComparison.Ordinal);

    internal override bool AsksForModels(RecordedRequest request) =>
        request.Method == "GET" && request.PathAlone.EndsWith("/v1/models", StringComparison.Ordinal) && request.Header("anthropic-version") is not null;

    internal override IReadOnlyList<(string Role, string Content)> MessagesOf(RecordedRequest request)
    {
        var read = new List<(string Role, string Content)>();
        if (request.Member("system") is { } system)
        {
            read.Add(("system", RecordedRequest.Text(system)));
        }

        if (request.Member("messages") is { ValueKind: JsonValueKind.Array } messages)
        {
            read.AddRange(messages.EnumerateArray().Select(message => (RecordedRequest.Text(message.GetProperty("role")), RecordedRequest.Text(message.GetProperty("content")))));
        }

        return read;
    }

    internal override string Whole(Completion completion, RecordedRequest request, string provider, bool withUsage) => new MessageJson(completion, request, provider).Whole(withUsage);

    internal override SpokenStream Stream(Completion completion, RecordedRequest request, string provider, bool withUsage) => new MessageJson(completion, request, provider).Stream(withUsage);

    internal override string Error(Fault fault) => CompletionJson.Write(ErrorJson(fault.Code ?? fault.Type, fault.Message));

    internal override string ErrorEvent(Fault fault) => $"event: error\ndata: {Error(fault)}\n\n";

    internal override string ModelList(IReadOnlyList<string> models) => CompletionJson.Write(new JsonObject
    {
        ["data"] = new JsonArray([.. models.Select(model => new JsonObject { ["type"] = "model", ["id"] = model, ["display_name"] = model, ["created_at"] = "2026-09-22T00:00:00Z" })]),
        ["has_more"] = false,
        ["first_id"] = models.Count > 0 ? models[0] : null,
        ["last_id"] = models.Count > 0 ? models[^1] : null,
    });

    private static Reply Says(int status, string type, string message) => Failing(status, CompletionJson.Write(ErrorJson(type, message)));

    private static JsonObject ErrorJson(string? type, string message) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
        ["request_id"] = "req_scripted",
    };
}
