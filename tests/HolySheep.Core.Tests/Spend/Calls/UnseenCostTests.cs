using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>What is booked of answers that did not come whole: a provider bills what it wrote, also if it was not waited for.</summary>
public sealed class UnseenCostTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(null, 1_000), InlineData(50, 50)]
    public async Task A_plain_call_that_its_caller_leaves_is_booked_with_the_answer_that_was_expected(int? limit, long expected)
    {
        await using var stage = At();
        stage.One.OnAny().Answer(Reply.Silent());
        using var leaving = new CancellationTokenSource();
        var asking = stage.AskAsync(CallMode.Plain, Stage.Question() with { MaxTokens = limit }, leaving.Token);
        await stage.One.WaitForCallAsync();
        await leaving.CancelAsync();
        await asking.WaitAsync(Patience);

        Assert.Equal((expected, true), Assert.Single(BookedRow.In(_home.Folder)).Usage is var usage ? (usage.CompletionTokens, usage.Estimated) : default);
    }

    [Fact]
    public async Task A_stream_that_its_caller_leaves_before_its_first_text_is_booked_without_an_answer()
    {
        await using var stage = At();
        stage.One.OnAny().Answer(Reply.SilentAfterHeaders());
        using var leaving = new CancellationTokenSource();
        var asking = stage.AskAsync(CallMode.VisibleStream, Stage.Question(), leaving.Token);
        await stage.One.WaitForCallAsync();
        await leaving.CancelAsync();
        await asking.WaitAsync(Patience);

        Assert.Equal(0, Assert.Single(BookedRow.In(_home.Folder)).Usage.CompletionTokens);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_plain_reply_that_breaks_off_is_booked_with_what_came_of_it(bool endsCleanly)
    {
        await using var stage = At();
        var text = string.Join(' ', Enumerable.Repeat("word", 1_600));
        stage.One.OnAny().Answer(endsCleanly ? Reply.Json(200, "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + text[..4_000]) : Reply.Text(text).HalfBody());

        await stage.AskAsync(CallMode.Plain, Stage.Question() with { Limits = new ChatLimits { MaxAttempts = 1 } });

        Assert.InRange(Assert.Single(BookedRow.In(_home.Folder)).Usage.CompletionTokens, 800, 1_300);
    }

    [Theory]
    [InlineData("openai", false), InlineData("openai", true), InlineData("openai-responses", false), InlineData("openai-responses", true)]
    public async Task What_a_provider_counts_in_a_failure_is_what_is_booked(string wire, bool streamed)
    {
        await using var stage = At().Speaking(wire);
        var failed = wire == "openai"
            ? """{"id":"c","choices":[{"index":0,"finish_reason":"error","error":{"code":502,"message":"upstream broke"},"message":{"content":""},"delta":{"content":""}}],"error":{"code":502,"message":"upstream broke"},"usage":{"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500}}"""
            : """{"id":"r","object":"response","status":"failed","error":{"code":"server_error","message":"it broke"},"output":[],"usage":{"input_tokens":1000,"output_tokens":500,"total_tokens":1500}}""";
        stage.One.OnAny().Answer(!streamed ? Reply.Json(200, failed)
            : Reply.Events(wire == "openai" ? failed.Replace("\"message\":{\"content\":\"\"},", "", StringComparison.Ordinal) : $$"""{"type":"response.failed","sequence_number":1,"response":{{failed}}}"""));

        await stage.AskAsync(streamed ? CallMode.VisibleStream : CallMode.Plain, Stage.Question() with { Limits = new ChatLimits { MaxAttempts = 1 } });

        Assert.Equal((1_000, 500), Assert.Single(BookedRow.In(_home.Folder)).Usage is var usage ? (usage.PromptTokens, usage.CompletionTokens) : default);
    }

    [Theory]
    [InlineData("HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", OutcomeKind.TooLong, "413"), InlineData("", OutcomeKind.Transient, "the connection broke")]
    public async Task A_request_that_did_not_leave_whole_costs_nothing_and_its_early_answer_is_read(string answer, OutcomeKind kind, string said)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var over = new CancellationTokenSource();
        var serving = RefuseAsync(listener, Encoding.ASCII.GetBytes(answer), over.Token);
        await using var stage = At().WithProvider("one", provider => provider with { BaseUrl = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1") });

        var asked = await stage.AskAsync(CallMode.Plain, Stage.Question(new string('x', 24_000_000)) with { Limits = new ChatLimits { MaxAttempts = 1 } });

        await over.CancelAsync();
        await serving;
        Assert.Equal([kind], asked.Kinds);
        Assert.Contains(said, asked.Failure.Message);
        Assert.Equal(0m, Assert.IsAssignableFrom<Errors.ChatException>(asked.Error).Cost);
        Assert.Equal(0m, Assert.Single(BookedRow.In(_home.Folder)).Cost);
    }

    [Theory]
    [InlineData("connection", CallMode.Plain, false), InlineData("connection", CallMode.Plain, true), InlineData("connection", CallMode.VisibleStream, true)]
    [InlineData("proxy", CallMode.Plain, false), InlineData("proxy", CallMode.VisibleStream, false), InlineData("proxy", CallMode.VisibleStream, true)]
    public async Task A_request_that_waits_for_a_connection_when_its_attempt_ends_costs_nothing(string obstacle, CallMode mode, bool leaves)
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var address = ((IPEndPoint)mute.LocalEndpoint).Port;
        await using var stage = At().WithProvider("one", provider => provider with { BaseUrl = new Uri($"https://127.0.0.1:{(obstacle == "proxy" ? 1 : address)}/v1") });
        if (obstacle == "proxy")
        {
            stage.With(configuration => configuration with { Network = configuration.Network.Through(new Uri($"http://127.0.0.1:{address}")) });
        }

        var asked = await EndAsync(stage, mode, leaves, async () => (await mute.AcceptSocketAsync()).Dispose);

        AssertFree(asked, leaves, "while it waited for a connection");
    }

    [Fact]
    public async Task A_stream_whose_first_token_is_late_before_a_connection_was_made_costs_nothing()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using var stage = new Stage(["one/alpha", "two/alpha"], []) { StateFolder = _home.Folder, Clock = TimeProvider.System }.WithProvider("one", provider => provider with { BaseUrl = new Uri($"https://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}/v1") });

        var asked = await stage.AskAsync(CallMode.VisibleStream, Stage.Question() with { Limits = new ChatLimits { FirstToken = TimeSpan.FromSeconds(0.3) } });

        var late = asked.Attempts[0];
        Assert.Equal(("one/alpha", 0m), (late.Target, late.Cost));
        Assert.Contains("its limit ended while it waited for a connection", late.Message, StringComparison.Ordinal);
        Assert.Equal(0m, BookedRow.In(_home.Folder)[0].Cost);
    }

    [UnixTheory]
    [InlineData(CallMode.Plain, false), InlineData(CallMode.Plain, true), InlineData(CallMode.VisibleStream, false), InlineData(CallMode.VisibleStream, true)]
    public async Task A_request_that_waits_for_its_key_command_when_its_attempt_ends_costs_nothing(CallMode mode, bool leaves)
    {
        var (begun, gate) = (Path.Combine(_home.Folder, "begun"), Path.Combine(_home.Folder, "gate"));
        var command = new KeyCommand(["sh", "-c", $"echo > '{begun}'; while [ ! -e '{gate}' ] && [ -e '{begun}' ]; do sleep 0.05; done; echo a-late-key"], TimeSpan.FromSeconds(60));
        await using var stage = At().WithProvider("one", provider => provider with { ApiKeys = [new KeyReference(KeySource.Command, "sh") { Command = command }] });

        var asked = await EndAsync(stage, mode, leaves, async () =>
        {
            while (!File.Exists(begun))
            {
                await Task.Yield();
            }

            return () => File.WriteAllText(gate, "");
        });

        AssertFree(asked, leaves, "while it waited for the key command 'sh'");
    }

    /// <summary>Asks, and lets the attempt end by its limit or its caller once it waits.</summary>
    private static async Task<Asked> EndAsync(Stage stage, CallMode mode, bool leaves, Func<Task<Action>> reach)
    {
        using var leaving = new CancellationTokenSource();
        var limits = new ChatLimits { MaxAttempts = 1, Timeout = leaves ? Patience : TimeSpan.FromSeconds(2) };
        var asking = stage.AskAsync(mode, Stage.Question() with { MaxTokens = 1_000, Limits = limits }, leaving.Token);
        var free = await reach().WaitAsync(Patience);
        if (leaves)
        {
            await leaving.CancelAsync();
        }

        var asked = await asking.WaitAsync(Patience);
        free();
        return asked;
    }

    private void AssertFree(Asked asked, bool leaves, string said)
    {
        if (!leaves)
        {
            Assert.Contains(said, asked.Failure.Message, StringComparison.Ordinal);
            Assert.Equal(0m, asked.Failure.Cost);
        }

        Assert.Equal(0m, Assert.Single(BookedRow.In(_home.Folder)).Cost);
    }

    /// <summary>Answers after the first bytes of a request, and takes no more of it.</summary>
    private static async Task RefuseAsync(TcpListener listener, byte[] answer, CancellationToken over)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptSocketAsync(over);
                await client.ReceiveAsync(new byte[1_000], over);
                await client.SendAsync(answer, over);
                client.Close(0);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private Stage At() => new(["one/alpha"], []) { StateFolder = _home.Folder, Clock = TimeProvider.System };
}
