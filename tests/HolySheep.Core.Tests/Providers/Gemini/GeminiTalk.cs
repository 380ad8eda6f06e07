using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;

namespace HolySheep.Providers.Gemini;

/// <summary>A client with one model at a provider of the kind, and answers of the test's own bytes; keeps what was asked.</summary>
internal sealed class GeminiTalk : IAsyncDisposable
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public GeminiTalk(string model = "gemini-2.5-flash", string baseUrl = "https://generativelanguage.invalid/v1beta", string[]? chain = null)
    {
        Stage = new Stage(["one/" + model], chain ?? []) { Handler = new FakeNetwork(AnswerAsync) }
            .WithProvider("one", provider => provider with { Kind = ProviderKind.Gemini, BaseUrl = new Uri(baseUrl) });
    }

    public Stage Stage { get; }

    public List<(Uri Address, string? Key, string Body, HttpRequestMessage Request)> Asked { get; } = [];

    /// <summary>What the target of another wire was asked.</summary>
    public List<string> OtherBodies { get; } = [];

    public string LastBody => Asked[^1].Body;

    public static string Text(string text, string? rest = null) => $$"""{"candidates":[{"content":{"parts":[{"text":"{{text}}"}],"role":"model"}{{rest}}}]}""";

    public const string Stop = ",\"finishReason\":\"STOP\"";

    public static string Event(string data) => $"data: {data}\r\n\r\n";

    /// <summary>Answers with these chunks: one after the other in a stream, and as a whole the only one of them.</summary>
    public GeminiTalk Answers(CallMode mode, params string[] chunks)
    {
        _answers.Enqueue(() => mode == CallMode.Plain ? FakeNetwork.Json(chunks.Single()) : FakeNetwork.Events(string.Concat(chunks.Select(Event))));
        return this;
    }

    public GeminiTalk Sends(string body, HttpStatusCode status = HttpStatusCode.OK, string? mediaType = null)
    {
        _answers.Enqueue(() =>
        {
            var reply = FakeNetwork.Json(body, status);
            reply.Content.Headers.ContentType!.MediaType = mediaType ?? "application/json";
            return reply;
        });
        return this;
    }

    /// <summary>Leaves only the last answer.</summary>
    public void DropFirst()
    {
        while (_answers.Count > 1)
        {
            _answers.Dequeue();
        }
    }

    public Task<Asked> AskAsync(CallMode mode, ChatRequest? request = null) => Stage.AskAsync(mode, (request ?? Stage.Question()) with { Limits = new ChatLimits { MaxRetries = 0 } });

    /// <summary>The body of a request, without an answer of its own.</summary>
    public static async Task<JsonElement> BodyAsync(ChatRequest request, string model = "gemini-2.5-flash", CallMode mode = CallMode.Plain, string baseUrl = "https://generativelanguage.invalid/v1beta")
    {
        await using var talk = new GeminiTalk(model, baseUrl).Answers(mode, Text("fine", Stop));
        await talk.AskAsync(mode, request);
        return JsonElement.Parse(talk.LastBody);
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, System.Threading.CancellationToken cancel)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/chat/completions", StringComparison.Ordinal))
        {
            OtherBodies.Add(await request.Content!.ReadAsStringAsync(cancel));
            return FakeNetwork.Json("""{"choices":[{"message":{"content":"from the other"},"finish_reason":"stop"}]}""");
        }

        Asked.Add((request.RequestUri, request.Headers.TryGetValues("x-goog-api-key", out var keys) ? keys.Single() : null, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancel), request));
        return (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())();
    }
}
