using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.Spend.History;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>What a caller sees of a stream, and when.</summary>
public sealed class StreamTests
{
    private const string Path = "/v1/chat/completions";
    private const string Question = """{"model":"alpha","stream":true,"messages":[{"role":"user","content":"Count."}]}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_piece_is_sent_before_the_next_one_is_there()
    {
        await using var stage = await GatewayStage.StartAsync(change: options => options with { KeepAlive = TimeSpan.FromMinutes(5) });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(3).HoldAfter(1, gate));
        using var response = await stage.PostAsync(Path, Question);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadUntilAsync(reader, "word1");
        gate.Open();
        var rest = await reader.ReadToEndAsync().WaitAsync(Patience);
        Assert.Contains("word3", rest);
        Assert.EndsWith("data: [DONE]\n\n", rest);
    }

    [Fact]
    public async Task A_stream_that_waits_for_its_first_piece_sends_signs_of_life()
    {
        await using var stage = await GatewayStage.StartAsync(change: options => options with { KeepAlive = TimeSpan.FromMilliseconds(20) });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(3).HoldAfter(0, gate));
        using var response = await stage.PostAsync(Path, Question);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadUntilAsync(reader, ": ping");
        gate.Open();
        Assert.EndsWith("data: [DONE]\n\n", await reader.ReadToEndAsync().WaitAsync(Patience));
    }

    [Theory]
    [InlineData(CutKind.Closed)]
    [InlineData(CutKind.Reset)]
    public async Task A_cut_stream_ends_with_an_error_and_never_as_a_whole_answer(CutKind how)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(50).CutAfter(3, how));
        using var response = await stage.PostAsync(Path, Question);
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("word2", read);
        Assert.Contains("\"error\":{", read);
        Assert.DoesNotContain("[DONE]", read);
        Assert.DoesNotContain("\"finish_reason\":\"stop\"", read);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Fact]
    public async Task A_failure_before_the_first_piece_has_its_own_status()
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]");
        stage.One.OnAny().Answer(Enumerable.Repeat(Reply.Error(400, null, "no such thing"), 2).ToArray());
        using var response = await stage.PostAsync(Path, Question);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no such thing", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_failure_after_a_sign_of_life_is_an_event()
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]", change: options => options with { KeepAlive = TimeSpan.FromMilliseconds(20) });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Error(400, null, "no such thing").HoldAfter(0, gate), Reply.Error(400, null, "no such thing"));
        using var response = await stage.PostAsync(Path, Question);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadUntilAsync(reader, ": ping");
        gate.Open();
        var rest = await reader.ReadToEndAsync().WaitAsync(Patience);
        Assert.Contains("data: {\"error\":{", rest);
        Assert.DoesNotContain("[DONE]", rest);
    }

    [Theory]
    [InlineData(Harness.Question.Chat)]
    [InlineData(Harness.Question.Responses)]
    [InlineData(Harness.Question.Messages)]
    public async Task A_limit_after_a_sign_of_life_says_in_its_message_how_long_to_wait(string path)
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]", defaults: "\"timeoutSec\": 30, ", change: options => options with { KeepAlive = TimeSpan.FromMilliseconds(20) });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Throttle("400").HoldAfter(0, gate));
        using var response = await stage.PostAsync(path, Harness.Question.Of(path, stream: true));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadUntilAsync(reader, "ping");
        gate.Open();
        Assert.Matches(@"Retry after (400|39\d) s\.""", await reader.ReadToEndAsync().WaitAsync(Patience));
    }

    [Fact]
    public async Task Usage_is_sent_only_if_it_is_asked_for()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(3), Reply.Words(3));
        using var without = await stage.PostAsync(Path, Question);
        Assert.DoesNotContain("\"usage\"", await without.Content.ReadAsStringAsync());
        using var with = await stage.PostAsync(Path, Question.Replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}", StringComparison.Ordinal));
        Assert.Contains("\"usage\":{", await with.Content.ReadAsStringAsync());
        Assert.All(stage.One.Requests, request => Assert.True(request.AsksForUsage));
    }

    [Fact]
    public async Task A_call_whose_caller_leaves_is_booked()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(50).StallAfter(5));
        using (var response = await stage.PostAsync(Path, Question, ("x-holysheep-tag", "run=left")))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            await ReadUntilAsync(reader, "word3");
        }

        await stage.One.WaitForDisconnectAsync();
        Assert.Equal("Cancelled", await OutcomeAsync(stage));
        Assert.Single(stage.Client.ListCalls(new CallQuery { Tag = "run=left" }));
    }

    [Fact]
    public async Task A_caller_of_a_whole_answer_that_leaves_ends_the_call_upstream()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Silent());
        using var leave = new System.Threading.CancellationTokenSource();
        var asking = stage.Http.PostAsync(stage.Root + Path, new System.Net.Http.StringContent(Question.Replace("\"stream\":true,", "", StringComparison.Ordinal)), leave.Token);
        await stage.One.WaitForCallAsync();
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await stage.One.WaitForDisconnectAsync();
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_stops_the_provider_and_is_left_in_the_end()
    {
        await using var stage = await GatewayStage.StartAsync(change: options => options with { WriteLimit = TimeSpan.FromSeconds(1) });
        var word = new string('w', 8_000);
        stage.One.OnAny().Answer(Reply.Text(string.Join(' ', Enumerable.Repeat(word, 900))).StallAfter(890));
        using var connection = await RawConnection.OpenAsync(stage.Port, receiveBuffer: 4096);
        await connection.SendAsync($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: {Question.Length}\r\n\r\n{Question}");
        await stage.One.WaitForDisconnectAsync();
        Assert.Equal("Cancelled", await OutcomeAsync(stage));
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_of_a_silent_provider_is_not_a_fault_of_the_gateway()
    {
        var (reports, lines) = (new ConcurrentQueue<string>(), new BlockingCollection<string>());
        await using var stage = await GatewayStage.StartAsync(change: options => options with { WriteLimit = TimeSpan.FromSeconds(1), Report = reports.Enqueue, AccessLog = lines.Add });
        stage.One.OnAny().Answer(Reply.Text(new string('w', 7_000_000) + " end").StallAfter(1));
        using var connection = await RawConnection.OpenAsync(stage.Port, receiveBuffer: 4096);
        await connection.SendAsync($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: {Question.Length}\r\n\r\n{Question}");
        Assert.True(lines.TryTake(out var line, Patience));
        Assert.Contains("\"error\":null", line);
        Assert.Empty(reports);
    }

    private static async Task<string> OutcomeAsync(GatewayStage stage)
    {
        var begun = System.Diagnostics.Stopwatch.StartNew();
        string outcome;
        do
        {
            await Task.Yield();
            outcome = Assert.Single(Assert.Single(stage.Client.ListCalls(new CallQuery())).Attempts).Outcome;
        }
        while (outcome == CallOutcome.UnderWay && begun.Elapsed < Patience);

        return outcome;
    }

    [Fact]
    public async Task A_gateway_that_stops_lets_calls_finish_and_takes_no_new_ones()
    {
        await using var stage = await GatewayStage.StartAsync();
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(3).HoldAfter(1, gate));
        using var response = await stage.PostAsync(Path, Question);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadUntilAsync(reader, "word1");
        var port = stage.Port;
        var stopping = stage.Server.StopAsync();
        await RefusedAsync(port);
        Assert.False(stopping.IsCompleted);
        gate.Open();
        Assert.EndsWith("data: [DONE]\n\n", await reader.ReadToEndAsync().WaitAsync(Patience));
        await stopping.WaitAsync(Patience);
    }

    private static async Task RefusedAsync(int port)
    {
        var begun = System.Diagnostics.Stopwatch.StartNew();
        while (begun.Elapsed < Patience)
        {
            try
            {
                using var connection = await RawConnection.OpenAsync(port);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return;
            }

            await Task.Yield();
        }

        Assert.Fail("The port is still open.");
    }

    private static async Task ReadUntilAsync(StreamReader reader, string text)
    {
        while (await reader.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The stream ended before '{text}'.");
    }
}
