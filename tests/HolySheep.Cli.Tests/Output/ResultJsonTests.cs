using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Output;

/// <summary>The JSON form of an answer, key by key.</summary>
public class ResultJsonTests
{
    private static readonly string[] ResultKeys =
    [
        "content", "model", "model_used", "provider", "attempt_count", "fallback_count", "attempts", "usage", "cost_usd",
        "latency_ms", "ttft_ms", "finish_reason", "warnings", "id", "request_id", "tool_calls", "reasoning", "model_reported", "finish_reason_raw", "citations", "extra", "call_id", "tool_runs", "cached_at",
    ];

    private static readonly string[] AttemptKeys = ["target", "kind", "status", "duration_ms", "wait_ms", "request_id", "cost_usd"];
    private static readonly string[] UsageKeys = ["prompt_tokens", "completion_tokens", "cached_tokens", "reasoning_tokens", "total_tokens", "estimated", "cache_write_tokens", "hour_cache_write_tokens"];

    [Theory]
    [InlineData]
    [InlineData("--stream")]
    public async Task An_answer_is_one_object_on_one_line_with_every_key_of_the_contract(params string[] options)
    {
        await using var provider = new ScriptedProvider();
        provider.On("gpt-4.1").Answer(Reply.Throttle("3600").WithHeader("x-request-id", "req-first"));
        provider.OnAny().Answer(Reply.Text("Xin chào \"bạn\"\nthân").WithUsage(1000, 2000, cached: 100, reasoning: 50).WithHeader("x-request-id", "req-second"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, ["chat", "hi", "--json", .. options]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1, result.Stdout.Count(character => character == '\n'));
        Assert.EndsWith("}\n", result.Stdout);
        Assert.Contains("Xin chào", result.Stdout);
        var json = JsonDocument.Parse(result.Stdout).RootElement;
        Assert.Equal(ResultKeys, Keys(json));
        Assert.Equal("Xin chào \"bạn\"\nthân", json.GetProperty("content").GetString());
        Assert.Equal("gpt-4.1", json.GetProperty("model").GetString());
        Assert.Equal("claude-sonnet-4.5", json.GetProperty("model_used").GetString());
        Assert.Equal("holysheep", json.GetProperty("provider").GetString());
        Assert.Equal(2, json.GetProperty("attempt_count").GetInt32());
        Assert.Equal(1, json.GetProperty("fallback_count").GetInt32());
        Assert.Equal((1000 * 3m + 2000 * 15m) / 1_000_000, json.GetProperty("cost_usd").GetDecimal());
        Assert.InRange(json.GetProperty("latency_ms").GetInt64(), 1, 60_000);
        Assert.Equal("stop", json.GetProperty("finish_reason").GetString());
        Assert.Contains("gpt-4.1 did not answer", Assert.Single(json.GetProperty("warnings").EnumerateArray()).GetString());
        Assert.NotEmpty(json.GetProperty("id").GetString()!);
        Assert.Equal("req-second", json.GetProperty("request_id").GetString());

        var usage = json.GetProperty("usage");
        Assert.Equal(UsageKeys, Keys(usage));
        Assert.Equal([1000, 2000, 100, 50, 3000], UsageKeys.Take(5).Select(key => usage.GetProperty(key).GetInt32()));
        Assert.False(usage.GetProperty("estimated").GetBoolean());

        var attempts = json.GetProperty("attempts").EnumerateArray().ToArray();
        Assert.All(attempts, attempt => Assert.Equal(AttemptKeys, Keys(attempt)));
        Assert.Equal("holysheep/gpt-4.1", attempts[0].GetProperty("target").GetString());
        Assert.Equal(["Throttled", "Answered"], attempts.Select(attempt => attempt.GetProperty("kind").GetString()));
        Assert.Equal([429, 200], attempts.Select(attempt => attempt.GetProperty("status").GetInt32()));
        Assert.Equal(["req-first", "req-second"], attempts.Select(attempt => attempt.GetProperty("request_id").GetString()));
        Assert.All(attempts, attempt => Assert.True(attempt.GetProperty("duration_ms").GetInt64() >= 0));
        Assert.Equal(0, attempts[0].GetProperty("cost_usd").GetDecimal());
    }

    [Fact]
    public async Task A_streamed_wire_tells_the_time_to_the_first_token_and_a_plain_one_null()
    {
        using var home = new TempHome();

        var streamed = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox", "--json", "--stream");
        var plain = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox", "--json");

        Assert.Equal(JsonValueKind.Number, JsonDocument.Parse(streamed.Stdout).RootElement.GetProperty("ttft_ms").ValueKind);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(plain.Stdout).RootElement.GetProperty("ttft_ms").ValueKind);
    }

    [Fact]
    public async Task With_stream_and_JSON_the_wire_is_streamed()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--stream", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.True(provider.Requests[0].IsStream);
        Assert.Equal(ResultKeys, Keys(JsonDocument.Parse(result.Stdout).RootElement));
    }

    [Fact]
    public async Task An_unknown_value_is_null_and_its_key_is_present()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("an answer"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--json", "--model", "a-model-without-a-price");

        var json = JsonDocument.Parse(result.Stdout).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("cost_usd").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("attempts")[0].GetProperty("cost_usd").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("ttft_ms").ValueKind);
    }

    [Fact]
    public async Task The_wait_before_an_attempt_is_reported()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Throttle("1"), Reply.Text("after the wait"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--json", "--no-fallback");

        var attempts = JsonDocument.Parse(result.Stdout).RootElement.GetProperty("attempts");
        Assert.Equal(0, attempts[0].GetProperty("wait_ms").GetInt64());
        Assert.InRange(attempts[1].GetProperty("wait_ms").GetInt64(), 1000, 10_000);
    }

    [Theory]
    [InlineData]
    [InlineData("--stream")]
    public async Task Tool_calls_are_a_list(params string[] options)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.ToolCalls(("weather", "{\"city\":\"Huế\"}"), ("clock", "{}")));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, ["chat", "hi", "--json", .. options]);

        var calls = JsonDocument.Parse(result.Stdout).RootElement.GetProperty("tool_calls").EnumerateArray().ToArray();
        Assert.All(calls, call => Assert.Equal(["id", "name", "arguments"], Keys(call)));
        Assert.Equal(["weather {\"city\":\"Huế\"}", "clock {}"], calls.Select(call => $"{call.GetProperty("name").GetString()} {call.GetProperty("arguments").GetString()}"));
        Assert.Equal(2, calls.Select(call => call.GetProperty("id").GetString()).Distinct().Count());
    }

    private static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
