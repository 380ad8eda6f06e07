using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Serving;

/// <summary>A gateway that stops ends what is still under way before its limit, and says so.</summary>
public sealed class EndOfCallsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BlockingCollection<string> _lines = [];
    private readonly AutoAdvanceTimeProvider _clock = new();

    [Theory]
    [InlineData(Question.Chat, "openai", "data: {\"error\":{")]
    [InlineData(Question.Chat, "openai-responses", "data: {\"error\":{")]
    [InlineData(Question.Responses, "openai", "event: error\n")]
    [InlineData(Question.Responses, "openai-responses", "event: error\n")]
    [InlineData(Question.Messages, "openai", "event: error\n")]
    [InlineData(Question.Messages, "anthropic", "event: error\n")]
    public async Task A_stream_ends_with_the_error_of_its_protocol_and_not_with_a_reset(string path, string kind, string error)
    {
        await using var stage = await StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Words(50).StallAfter(20));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = await reader.ReadLineAsync().WaitAsync(Patience);
        await StopAsync(stage);
        var read = first + "\n" + await reader.ReadToEndAsync().WaitAsync(Patience);
        Assert.Contains("word1", read);
        Assert.Contains(error, read);
        Assert.Contains("The gateway is stopping, and ended the call before its answer was complete. Send it again. Retry after 5 s.", read);
        Assert.DoesNotContain("[DONE]", read);
        Assert.DoesNotContain("response.completed", read);
        Assert.DoesNotContain("message_stop", read);
        AssertLine(200);
    }

    [Theory]
    [InlineData(Question.Chat, false, 503)]
    [InlineData(Question.Chat, true, 503)]
    [InlineData(Question.Responses, false, 503)]
    [InlineData(Question.Messages, false, 529)]
    public async Task A_call_of_which_nothing_was_sent_gets_a_status_that_may_be_repeated(string path, bool stream, int status)
    {
        await using var stage = await StartAsync("openai");
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.PostAsync(path, Question.Of(path, stream));
        await stage.One.WaitForCallAsync();
        await StopAsync(stage);
        using var response = await asking.WaitAsync(Patience);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        Assert.False(response.Headers.Contains("x-should-retry"));
        Assert.Contains("The gateway is stopping, and ended the call before its answer was complete. Send it again.\"", await response.Content.ReadAsStringAsync());
        AssertLine(status);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_is_cut_off_and_the_log_says_by_whom()
    {
        await using var stage = await StartAsync("openai");
        stage.One.OnAny().Answer(Reply.Text(string.Join(' ', Enumerable.Repeat(new string('w', 8_000), 900))).StallAfter(890));
        using var connection = await RawConnection.OpenAsync(stage.Port, receiveBuffer: 4096);
        var question = Question.Of(Question.Chat, stream: true);
        await connection.SendAsync($"POST {Question.Chat} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: {question.Length}\r\n\r\n{question}");
        await connection.WaitForAnswerAsync();
        await StopAsync(stage, TimeSpan.FromSeconds(27));
        AssertLine(200);
    }

    private Task<GatewayStage> StartAsync(string kind) => GatewayStage.StartAsync(kind, change: options => options with { AccessLog = _lines.Add, KeepAlive = TimeSpan.FromMinutes(5) }, time: _clock);

    /// <summary>Stops the gateway; its calls end 25 s later, by its clock.</summary>
    private async Task StopAsync(GatewayStage stage, TimeSpan? after = null)
    {
        var stopping = stage.Server.StopAsync();
        _clock.Advance(TimeSpan.FromSeconds(24.9));
        Assert.False(stopping.IsCompleted);
        Assert.Empty(_lines);
        _clock.Advance((after ?? TimeSpan.FromSeconds(25.1)) - TimeSpan.FromSeconds(24.9));
        await stopping.WaitAsync(Patience);
    }

    private void AssertLine(int status)
    {
        using var line = JsonDocument.Parse(_lines.TryTake(out var text, Patience) ? text : throw new InvalidDataException("No line came."));
        Assert.Equal((status, "gateway_stopping"), (line.RootElement.GetProperty("status").GetInt32(), line.RootElement.GetProperty("error").GetString()));
    }
}
