using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Transport;

/// <summary>What the HTTP stack of .NET Framework does otherwise, played by a handler.</summary>
public sealed class FrameworkHabitTests
{
    private const string FirstWord = "data: {\"choices\":[{\"delta\":{\"content\":\"begin \"}}]}\n\n";

    [Theory]
    [InlineData(CallMode.Plain, "application/json", "{\"choices\":", OutcomeKind.Silent)]
    [InlineData(CallMode.StreamedWire, "text/event-stream", FirstWord, OutcomeKind.Silent)]
    [InlineData(CallMode.VisibleStream, "text/event-stream", FirstWord, OutcomeKind.Cut)]
    public async Task A_stall_is_reported_as_a_stall_even_if_the_cancelled_read_ends_as_a_broken_one(CallMode mode, string contentType, string start, OutcomeKind kind)
    {
        await using var stage = Stage.Alone();
        using var client = ClientOf(stage, (_, token) => Begin(contentType, start, token));
        var asked = await Caller.AskAsync(client, Stage.Question() with { Limits = new ChatLimits { Stall = TimeSpan.FromSeconds(0.2) } }, mode);
        Assert.Equal([kind], asked.Kinds);
        Assert.Contains("stalled", asked.Failure.Message);
    }

    [Theory]
    [InlineData(CallMode.Plain, "application/json", "{\"choices\":")]
    [InlineData(CallMode.StreamedWire, "text/event-stream", FirstWord)]
    public async Task A_caller_who_cancels_gets_a_cancellation_even_if_the_cancelled_read_ends_as_a_broken_one(CallMode mode, string contentType, string start)
    {
        await using var stage = Stage.Alone();
        using var caller = new CancellationTokenSource();
        using var client = ClientOf(stage, (_, token) =>
        {
            caller.CancelAfter(TimeSpan.FromSeconds(0.1));
            return Begin(contentType, start, token);
        });
        var asked = await Caller.AskAsync(client, Stage.Question(), mode, cancellationToken: caller.Token);
        Assert.IsAssignableFrom<OperationCanceledException>(asked.Error);
    }

    [Fact]
    public async Task No_call_asks_first_whether_its_body_may_come()
    {
        await using var stage = Stage.Alone();
        bool? expects = null;
        using var client = ClientOf(stage, (request, _) =>
        {
            expects = request.Headers.ExpectContinue;
            return FakeNetwork.Json("""{"choices":[{"message":{"content":"fine"},"finish_reason":"stop"}]}""");
        });
        await client.ChatAsync(Stage.Question());
        Assert.False(expects ?? true);
    }

    private static HolySheepClient ClientOf(Stage stage, Func<HttpRequestMessage, CancellationToken, HttpResponseMessage> answer) => new(new HolySheepClientOptions
    {
        Configuration = stage.Configuration,
        Environment = _ => "a-key",
        Handler = new FakeNetwork((request, token) => Task.FromResult(answer(request, token))),
    });

    private static HttpResponseMessage Begin(string contentType, string start, CancellationToken token)
    {
        var content = new StreamContent(new BrokenOnCancel(Encoding.UTF8.GetBytes(start), token));
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>Some bytes, then nothing; a cancelled read ends with an <see cref="IOException"/>.</summary>
    private sealed class BrokenOnCancel(byte[] start, CancellationToken exchange) : MemoryStream(start)
    {
        // As of the network: nothing announces how long it is.
        public override bool CanSeek => false;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length)
            {
                return Read(buffer.Span);
            }

            var broken = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = exchange.Register(() => broken.TrySetException(new IOException("The request was aborted: The request was canceled.")));
            return await broken.Task;
        }
    }
}
