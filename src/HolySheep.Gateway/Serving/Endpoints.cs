using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Protocols;
using HolySheep.Gateway.Protocols.ChatCompletions;
using HolySheep.Gateway.Protocols.Embeddings;
using HolySheep.Gateway.Protocols.Messages;
using HolySheep.Gateway.Protocols.Responses;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Serving;

/// <summary>The paths of the gateway.</summary>
internal static class Endpoints
{
    private const string Get = "GET";
    private const string Post = "POST";
    private const string Models = "/v1/models";

    private static readonly ChatCompletionsProtocol ChatCompletions = new();
    private static readonly MessagesProtocol Messages = new();
    private static readonly ResponsesProtocol Responses = new();
    private static readonly Endpoint[] All =
    [
        new(Post, "/v1/chat/completions", ChatCompletions, ChatEndpoint.ServeAsync),
        new(Post, "/v1/responses", Responses, ChatEndpoint.ServeAsync),
        new(Post, "/v1/messages", Messages, ChatEndpoint.ServeAsync),
        new(Post, "/v1/messages/count_tokens", Messages, ChatEndpoint.CountAsync),
        new(Post, "/v1/embeddings", new EmbeddingsProtocol(ChatCompletions), ChatEndpoint.ServeAsync),
        new(Get, Models, null, ListModelsAsync),
        new(Get, "/metrics", null, TellMetricsAsync),
        new(Get, "/healthz", null, exchange => TellAsync(exchange, 200, "ok")) { IsOpen = true },
        new(Get, "/readyz", null, TellReadyAsync) { IsOpen = true },
    ];

    private static readonly Dictionary<string, Endpoint[]> ByPath = All.GroupBy(endpoint => endpoint.Path).ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);

    /// <summary>The endpoint of a request.</summary>
    public static Endpoint Find(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var protocol = ProtocolOf(request);
        if (path.StartsWith(Models + "/", StringComparison.Ordinal))
        {
            return request.Method == Get ? new Endpoint(Get, Models + "/ID", protocol, ShowModelAsync) : Refusing(protocol, FaultKind.Method, "method_not_allowed", $"{Models}/ID takes GET.");
        }

        if (!ByPath.TryGetValue(path, out var endpoints))
        {
            return Refusing(protocol, FaultKind.NotFound, "unknown_url", $"There is no {request.Method} {path}. The gateway serves {string.Join(", ", ByPath.Keys)}.");
        }

        return Array.Find(endpoints, endpoint => endpoint.Method == request.Method) is { } found
            ? found with { Protocol = found.Protocol ?? protocol }
            : Refusing(endpoints[0].Protocol ?? protocol, FaultKind.Method, "method_not_allowed", $"{path} takes {endpoints[0].Method}.");
    }

    private static IProtocol ProtocolOf(HttpRequest request) => request.Headers.ContainsKey("anthropic-version") ? Messages : ChatCompletions;

    private static Endpoint Refusing(IProtocol protocol, FaultKind kind, string code, string message) =>
        new("", "", protocol, _ => throw new FaultException(new RequestFault(kind, code, message)));

    private static Task ListModelsAsync(Exchange exchange) => exchange.SendAsync(200, json => exchange.Protocol.WriteModels(json, exchange.Models.Names));

    private static Task ShowModelAsync(Exchange exchange)
    {
        var model = exchange.Request.Path.Value![(Models.Length + 1)..];
        exchange.ThrowIfNotServed(model);
        return exchange.SendAsync(200, json => exchange.Protocol.WriteModel(json, model));
    }

    private static async Task TellMetricsAsync(Exchange exchange)
    {
        exchange.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        exchange.Metrics.Write(exchange.Response.BodyWriter);
        await exchange.FlushAsync();
    }

    private static Task TellReadyAsync(Exchange exchange) =>
        exchange.Readiness.FindObstacle(exchange.Served) is { } obstacle ? TellAsync(exchange, 503, obstacle) : TellAsync(exchange, 200, "ok");

    private static Task TellAsync(Exchange exchange, int status, string word) => exchange.SendAsync(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("status", word);
        json.WriteEndObject();
    });
}
