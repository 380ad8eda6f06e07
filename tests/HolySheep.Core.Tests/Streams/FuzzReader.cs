using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.OpenAIChat;
using HolySheep.Transport;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Streams;

/// <summary>Reads one round through the real provider, without a socket.</summary>
internal static class FuzzReader
{
    private static readonly Uri Nowhere = new("http://a.invalid/v1");
    private static readonly ChatRequest Request = new() { Messages = [ChatMessage.User("Say something.")] };
    private static readonly RouteCandidate Candidate = new() { Provider = "a", Model = "m", ChainIndex = 0, ChainModel = "m", QuotaGroup = "a/m" };

    public static async Task<FuzzOutcome> ReadAsync(FuzzRound round)
    {
        var clock = new FakeTimeProvider();
        var content = new StreamContent(new FuzzedBody(round.Bytes, round.End, round.Random, clock));
        content.Headers.ContentType = round.ContentType is null ? null : MediaTypeHeaderValue.Parse(round.ContentType);
        using var sender = new HttpSender(new FakeNetwork((_, _) => Task.FromResult(new HttpResponseMessage { Content = content })));
        return await ReadAsync(round, sender, Nowhere, clock);
    }

    /// <summary>Reads one round from wherever it is sent.</summary>
    public static async Task<FuzzOutcome> ReadAsync(FuzzRound round, HttpSender sender, Uri address, TimeProvider clock)
    {
        var provider = new WireProvider(new OpenAIChatWire(address, ChatDialect.Common), new ProviderOptions { Name = "a", Kind = ProviderKind.OpenAI, BaseUrl = address, Keyless = true }, sender, clock);
        var call = new ProviderCall { Candidate = Candidate, Request = Request, Streamed = true, Visible = round.Visible, FirstToken = TimeSpan.FromSeconds(10), Stall = TimeSpan.FromSeconds(20) };
        var outcome = await provider.SendAsync(call, CancellationToken.None);
        var (text, reasoning) = (new StringBuilder(), new StringBuilder());
        if (outcome.Stream is { } stream)
        {
            await using (stream)
            {
                for (AnswerPiece? piece = outcome.FirstPiece; piece is { } shown; piece = await stream.ReadAsync())
                {
                    (shown.Kind == ChatUpdateKind.Reasoning ? reasoning : text).Append(shown.Text);
                }

                outcome = AttemptOutcome.Of(stream);
            }
        }

        var failure = outcome.Failure ?? AnswerCheck.FindFault(outcome.Answer!, Request, shown: text.Length > 0);
        return new FuzzOutcome(failure is null ? outcome.Answer : null, failure, text.ToString(), reasoning.ToString());
    }
}
