using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>The OpenAI chat completions format.</summary>
internal sealed class ChatVoice : Voice
{
    public override string Kind => "openai";

    internal override string UnreadableEvent => """data: {"id":"chatcmpl-broken","choices":[{"del""" + "\n\n";

    public override string BaseUrl(string root) => root + "/v1";

    public override Reply Say(Trouble trouble) => trouble switch
    {
        Trouble.Overloaded => Reply.Error(503, "server_is_overloaded", "The server is overloaded.", "server_error"),
        Trouble.ServerError => Reply.Error(500, null, "The server had an error while processing your request.", "server_error"),
        Trouble.RateLimitedFor7Seconds => Reply.Throttle("7"),
        Trouble.RateLimited => Reply.ThrottleBare(),
        Trouble.NoMoney => Reply.Error(429, "insufficient_quota", "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota"),
        Trouble.BadKey => Reply.Error(401, "invalid_api_key", "Incorrect API key provided."),
        Trouble.Forbidden => Reply.Error(403, null, "You are not allowed to sample from this model."),
        Trouble.UnknownModel => Reply.Error(404, "model_not_found", "The model does not exist or you do not have access to it."),
        Trouble.TooLong => Reply.Error(400, "context_length_exceeded", "This model's maximum context length is 128000 tokens."),
        Trouble.Refused => Reply.Error(400, "content_policy_violation", "Your request was rejected by our safety system."),
        Trouble.BadRequest => Reply.Error(400, "invalid_value", "Invalid value: expected a number."),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null),
    };

    internal override bool AsksForAnswer(RecordedRequest request) => request.Method == "POST" && request.PathAlone.EndsWith("/chat/completions", StringComparison.Ordinal);

    internal override bool AsksForModels(RecordedRequest request) => request.Method == "GET" && request.PathAlone.EndsWith("/models", StringComparison.Ordinal);

    internal override bool AsksForUsage(RecordedRequest request) => request.Member("stream_options") is { ValueKind: JsonValueKind.Object } options
        && options.TryGetProperty("include_usage", out JsonElement asked) && asked.ValueKind == JsonValueKind.True;

    internal override IReadOnlyList<(string Role, string Content)> MessagesOf(RecordedRequest request) => request.Member("messages") is { ValueKind: JsonValueKind.Array } messages
        ? [.. messages.EnumerateArray().Where(message => message.ValueKind == JsonValueKind.Object).Select(ReadMessage)]
        : [];

    internal override string Whole(Completion completion, RecordedRequest request, string provider, bool withUsage) => new CompletionJson(completion, request, provider).Whole(withUsage);

    internal override SpokenStream Stream(Completion completion, RecordedRequest request, string provider, bool withUsage)
    {
        var json = new CompletionJson(completion, request, provider);
        return new SpokenStream(Event(json.RoleChunk()), [.. json.TokenChunks().Select(Event)], Event(json.FinishChunk()), withUsage ? Event(json.UsageChunk()) : "", Event("[DONE]"));
    }

    internal override string Error(Fault fault) => CompletionJson.Error(fault.Code, fault.Message, fault.Type);

    internal override string ModelList(IReadOnlyList<string> models) => CompletionJson.ModelList(models);

    private static string Event(string data) => $"data: {data}\n\n";

    private static (string Role, string Content) ReadMessage(JsonElement message)
    {
        string role = message.TryGetProperty("role", out JsonElement named) ? RecordedRequest.Text(named) : "";
        string content = message.TryGetProperty("content", out JsonElement said) ? RecordedRequest.Text(said) : "";
        return (role, content);
    }
}
