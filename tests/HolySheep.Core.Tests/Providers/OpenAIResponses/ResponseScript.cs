using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Answers of a Responses provider as a test writes them, byte for byte.</summary>
internal static class ResponseScript
{
    public const string Kind = "openai-responses";

    /// <summary>The reply that is this response: as it is, or as the event that ends a stream.</summary>
    public static Reply Of(CallMode mode, string response) => mode == CallMode.Plain ? Reply.Json(200, response) : Events($$"""{"type":"{{EndOf(response)}}","response":{{response}}}""");

    /// <summary>A stream of these events, named by their types.</summary>
    public static Reply Events(params string[] events) => Events(named: true, events);

    /// <summary>A stream of these events, with their names or without.</summary>
    public static Reply Events(bool named, params string[] events) =>
        Reply.Json(200, string.Concat(events.Select(data => $"{(named ? $"event: {TypeOf(data)}\n" : "")}data: {data}\n\n"))).As("text/event-stream");

    /// <summary>What a provider alone is asked, and what its answer comes to.</summary>
    public static async Task<Asked> AskAsync(CallMode mode, Reply reply, ChatRequest? request = null)
    {
        await using var stage = Stage.Alone().Speaking(Kind);
        stage.One.OnAny().Answer(reply);
        return await stage.AskAsync(mode, (request ?? Stage.Question()) with { Limits = new ChatLimits { MaxAttempts = 1 } });
    }

    private static string EndOf(string response) =>
        response.Contains("\"incomplete\"") ? "response.incomplete" : response.Contains("\"failed\"") ? "response.failed" : "response.completed";

    private static string TypeOf(string data) => data.Split("\"type\":\"") is [_, var rest, ..] ? rest.Split('"')[0] : "message";
}
