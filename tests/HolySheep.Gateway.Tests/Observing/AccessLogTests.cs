using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Observing;

/// <summary>The access log has a line for each request: where it went and what it cost, without texts and keys.</summary>
public sealed class AccessLogTests
{
    private const string Path = "/v1/chat/completions";
    private const string Prompt = "a-prompt-that-no-log-shows";
    private const string Answer = "an-answer-that-no-log-shows";

    private readonly BlockingCollection<string> _lines = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_says_where_a_call_went_and_what_it_cost(bool stream)
    {
        await using var stage = await StartAsync();
        stage.One.OnAny().Answer(Reply.Throttle("400"));
        stage.Two.OnAny().Answer(Reply.Text(Answer).WithUsage(prompt: 100, completion: 50));
        using var response = await stage.PostAsync(Path, Question(stream), ("x-holysheep-session", "s1"));
        await response.Content.ReadAsStringAsync();
        var line = await NextAsync();
        Assert.Equal(
            ("POST", Path, 200, "alpha", stream, "beta", "two", 2, 100, 50, 0.002m, "s1"),
            (line.GetProperty("method").GetString(), line.GetProperty("path").GetString(), line.GetProperty("status").GetInt32(), line.GetProperty("model").GetString(), line.GetProperty("stream").GetBoolean(),
             line.GetProperty("model_used").GetString(), line.GetProperty("provider").GetString(), line.GetProperty("attempts").GetInt32(), line.GetProperty("input_tokens").GetInt32(),
             line.GetProperty("output_tokens").GetInt32(), line.GetProperty("cost_usd").GetDecimal(), line.GetProperty("session").GetString()));
        Assert.Equal(response.Headers.GetValues("x-holysheep-call-id").Single(), line.GetProperty("call_id").GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("error").ValueKind);
        Assert.True(line.GetProperty("time").TryGetDateTimeOffset(out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_is_named_by_its_code(bool stream)
    {
        await using var stage = await StartAsync();
        stage.One.OnAny().Answer(Enumerable.Repeat(Reply.Error(400, null, Answer), 4).ToArray());
        stage.Two.OnAny().Answer(Enumerable.Repeat(Reply.Error(400, null, Answer), 4).ToArray());
        using var response = await stage.PostAsync(Path, Question(stream));
        await response.Content.ReadAsStringAsync();
        var line = await NextAsync();
        Assert.Equal((400, "invalid_request"), (line.GetProperty("status").GetInt32(), line.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_request_without_a_token_and_one_of_no_path_have_lines_that_repeat_no_key()
    {
        await using var stage = await StartAsync();
        using var strange = await stage.Http.GetAsync(new Uri($"{stage.Root}/v1/{KeyMarker.Value}?key={KeyMarker.Value}"));
        var line = await NextAsync();
        Assert.Equal((404, "unknown_url"), (line.GetProperty("status").GetInt32(), line.GetProperty("error").GetString()));
        stage.Http.DefaultRequestHeaders.Remove("Authorization");
        using var refused = await stage.PostAsync(Path, Question(false), ("Authorization", "Bearer " + KeyMarker.Value));
        line = await NextAsync();
        Assert.Equal((401, "invalid_api_key"), (line.GetProperty("status").GetInt32(), line.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_caller_that_leaves_before_an_answer_is_a_499()
    {
        await using var stage = await StartAsync();
        stage.One.OnAny().Answer(Reply.Silent());
        using (var connection = await RawConnection.OpenAsync(stage.Port))
        {
            var question = Question(false);
            await connection.SendAsync($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: {question.Length}\r\n\r\n{question}");
            await stage.One.WaitForCallAsync();
        }

        Assert.Equal(499, (await NextAsync()).GetProperty("status").GetInt32());
    }

    private static string Question(bool stream) => $$"""{"model":"alpha","max_tokens":50,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"{{Prompt}}"}]}""";

    private Task<GatewayStage> StartAsync() => GatewayStage.StartAsync(change: options => options with { AccessLog = _lines.Add });

    private async Task<JsonElement> NextAsync()
    {
        var line = await Task.Run(() => _lines.TryTake(out var taken, TimeSpan.FromSeconds(30)) ? taken : throw new InvalidDataException("No line came."));
        Assert.DoesNotContain("no-log-shows", line);
        Assert.DoesNotContain(GatewayStage.Token, line);
        Assert.Empty(KeyMarker.FindInBytes(System.Text.Encoding.UTF8.GetBytes(line)));
        Assert.DoesNotContain('\n', line);
        return JsonDocument.Parse(line).RootElement;
    }
}
