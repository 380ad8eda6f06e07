using System;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Observing;

/// <summary>What the access log records about one request: where it went and what it cost, and none of its texts.</summary>
internal sealed class AccessEntry
{
    private ChatSource? _source;
    private ChatUsage? _usage;
    private decimal? _cost;
    private string? _callId;
    private RequestFault? _fault;

    /// <summary>The client of the configuration that called; null if it is none.</summary>
    public string? Client { get; set; }

    /// <summary>The session; null if there is none.</summary>
    public string? Session { get; set; }

    /// <summary>The model that was asked for.</summary>
    public string? Model { get; set; }

    /// <summary>Whether the answer was wanted in events; null for requests without an answer of a model.</summary>
    public bool? IsStream { get; set; }

    /// <summary>Takes where an answer comes from.</summary>
    public void Take(ChatSource source) => (_source, _callId) = (source, source.CallId);

    /// <summary>Takes an answer that is complete.</summary>
    public void Take(ChatResult result)
    {
        _source = new ChatSource(result.Provider, result.ModelUsed, result.AttemptCount) { CachedAt = result.CachedAt };
        (_usage, _cost, _callId) = (result.Usage, result.Cost, result.CallId);
    }

    /// <summary>Takes why there is no answer, or no whole one.</summary>
    public void Take(RequestFault fault) => (_fault, _cost, _callId) = (fault, fault.Cost, fault.CallId ?? _callId);

    /// <summary>Writes the line.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="at">When the request came.</param>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path, without a query.</param>
    /// <param name="status">The status of the response; 499 if the caller left before there was one.</param>
    /// <param name="duration">How long it took.</param>
    public void Write(Utf8JsonWriter json, DateTimeOffset at, string method, string path, int status, TimeSpan duration)
    {
        json.WriteStartObject();
        json.WriteString("time", at.UtcDateTime);
        json.WriteString("client", Client);
        json.WriteString("session", Session);
        json.WriteString("method", method);
        json.WriteString("path", path);
        json.WriteNumber("status", status);
        json.WriteNumber("duration_ms", Math.Round(duration.TotalMilliseconds, 1));
        json.WriteString("model", Model);
        if (IsStream is { } stream)
        {
            json.WriteBoolean("stream", stream);
        }

        if (_source is { } source)
        {
            json.WriteString("model_used", source.ModelUsed);
            json.WriteString("provider", source.Provider);
            json.WriteNumber("attempts", source.AttemptCount);
            if (source.CachedAt is { } cached)
            {
                json.WriteString("cached_at", cached.UtcDateTime);
            }
        }

        if (_usage is { } usage)
        {
            json.WriteNumber("input_tokens", usage.PromptTokens);
            json.WriteNumber("output_tokens", usage.CompletionTokens);
        }

        if (_cost is { } cost)
        {
            json.WriteNumber("cost_usd", cost);
        }

        json.WriteString("call_id", _callId);
        json.WriteString("error", _fault?.Code);
        json.WriteEndObject();
    }
}
