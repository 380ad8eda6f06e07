using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>A request as it leaves for a model, with its notes.</summary>
internal sealed class SentRequest
{
    private SentRequest(HttpRequestMessage request, IReadOnlyList<string> notes) => (Request, Notes) = (request, notes);

    public HttpRequestMessage Request { get; }

    public IReadOnlyList<string> Notes { get; }

    public string Body => Request.Content!.ReadAsStringAsync().GetAwaiter().GetResult();

    public JsonElement Json => JsonElement.Parse(Body);

    public static SentRequest Of(ChatRequest request, string model = "m", int? maxOutput = null, int? window = null, bool streamed = false, string baseUrl = "https://api.anthropic.com/v1", Dictionary<string, string>? headers = null)
    {
        var call = new ProviderCall
        {
            Candidate = new RouteCandidate { Provider = "claude", Model = model, ChainIndex = 0, ChainModel = model, QuotaGroup = "claude/" + model, MaxOutput = maxOutput, ContextWindow = window },
            Request = request,
            Streamed = streamed,
            Key = new Secret("key-of-claude"),
        };
        var notes = new WireNotes();
        return new SentRequest(WireRequest.Answer(new AnthropicWire(new Uri(baseUrl)), call, headers ?? [], new ToolPairs(request.Messages), notes), notes.All);
    }

    /// <summary>The JSON of a member; null if it is not there.</summary>
    public string? Member(string name) => Json.TryGetProperty(name, out var member) ? member.GetRawText() : null;

    /// <summary>The names of the body's members.</summary>
    public IReadOnlyList<string> Members => [.. Json.EnumerateObject().Select(member => member.Name)];
}
