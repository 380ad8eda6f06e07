using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Every option does what it says, seen from the provider.</summary>
public class OptionTests
{
    [Theory]
    [InlineData("model", "\"gemini-2.5-flash\"", "--model", "gemini-2.5-flash")]
    [InlineData("temperature", "0.7", "--temperature", "0.7")]
    [InlineData("max_tokens", "12", "--max-tokens", "12")]
    [InlineData("top_p", "0.9", "--top-p", "0.9")]
    [InlineData("seed", "42", "--seed", "42")]
    [InlineData("reasoning_effort", "\"low\"", "--reasoning-effort", "low")]
    [InlineData("user", "\"u-1\"", "--extra", "user=\"u-1\"")]
    [InlineData("metadata", "{\"a\":[1,2]}", "--extra", "metadata={\"a\":[1,2]}")]
    [InlineData("stop", "[\"END\",\"a, b\"]", "--stop", "END", "--stop", "a, b")]
    public async Task An_option_of_the_request_reaches_the_provider(string member, string json, params string[] options)
    {
        var request = await SentAsync(options);

        Assert.Equal(json, request.Json!.Value.GetProperty(member).GetRawText());
    }

    [Fact]
    public async Task A_system_text_stands_before_the_prompt()
    {
        var request = await SentAsync("--system", "- Be brief");

        Assert.Equal([("system", "- Be brief"), ("user", "hi")], request.Messages);
    }

    [Fact]
    public async Task Headers_are_passed_on()
    {
        var request = await SentAsync("--header", "X-Team: alpha: beta", "--header", "X-Cost-Centre:42");

        Assert.Equal("alpha: beta", request.Header("X-Team"));
        Assert.Equal("42", request.Header("X-Cost-Centre"));
    }

    [Fact]
    public async Task A_schema_is_read_from_its_file()
    {
        using var home = new TempHome();
        var file = home.WriteFile("schema.json", """{"type":"object","properties":{"score":{"type":"number"}}}""");

        var request = await SentAsync("--schema", file, "--retries", "0");

        var schema = request.Json!.Value.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema");
        Assert.Equal("object", schema.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_schema_and_an_attachment_that_never_end_are_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: /dev/zero is of Unix.");
            return;
        }

        using var home = new TempHome();
        foreach (var (option, said) in ((string, string)[])[("--schema", "The schema '/dev/zero' cannot be read: it has more than 1 MB"), ("--attach", "The attachment '/dev/zero' has more than 20 MB.")])
        {
            var result = await BuiltCommand.RunAsync(home, "chat", "hi", option, "/dev/zero");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(said, result.Stderr, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_schema_file_may_hold_names_and_types()
    {
        using var home = new TempHome();
        var request = await SentAsync("--schema", home.WriteFile("schema.json", """{"score":"number"}"""));

        var schema = request.Json!.Value.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema");
        Assert.Equal("number", schema.GetProperty("properties").GetProperty("score").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"score":"number"}""")]
    [InlineData("  {\"type\":\"object\",\"properties\":{\"score\":{\"type\":\"number\"}}}")]
    public async Task A_schema_may_be_in_the_option_itself(string schema)
    {
        var request = await SentAsync("--schema", schema);

        var sent = request.Json!.Value.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema");
        Assert.Equal("number", sent.GetProperty("properties").GetProperty("score").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Files_go_with_the_prompt()
    {
        using var home = new TempHome();
        var request = await SentAsync("--attach", home.WriteFile("a.png", "picture"), "--attach", home.WriteFile("b.txt", "text"));

        Assert.Equal(
            ["""{"type":"text","text":"hi"}""", """{"type":"image_url","image_url":{"url":"data:image/png;base64,cGljdHVyZQ=="}}""", """{"type":"text","text":"b.txt:\ntext"}"""],
            request.Json!.Value.GetProperty("messages")[0].GetProperty("content").EnumerateArray().Select(part => part.GetRawText()));
    }

    [Fact]
    public async Task A_schema_file_that_is_not_there_ends_with_2_and_its_name()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox", "--schema", "no-such.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'no-such.json' cannot be read", result.Stderr);
    }

    [Fact]
    public async Task Fallbacks_are_tried_in_the_order_given()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Error(404, "model_not_found", "no such model"));
        provider.On("third").Answer(Reply.Text("from the third"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--model", "first", "--fallback", "second, third", "--fallback", "fourth");

        Assert.Equal("from the third\n", result.Stdout);
        Assert.Equal(["first", "second", "third"], provider.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task Without_fallback_only_the_asked_model_is_called()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Error(404, "model_not_found", "no such model"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--no-fallback");

        Assert.Equal(5, result.ExitCode);
        Assert.Equal(1, provider.CallCount);
    }

    [Theory]
    [InlineData("--provider", "backup")]
    [InlineData("--exclude-provider", "holysheep")]
    public async Task Providers_are_chosen_and_left_out(string option, string name)
    {
        await using var first = new ScriptedProvider("first");
        await using var second = new ScriptedProvider("second");
        second.OnAny().Answer(Reply.Text("from the second"));
        using var home = ProviderHome.At(first, second);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", option, name);

        Assert.Equal("from the second\n", result.Stdout);
        Assert.Equal(0, first.CallCount);
    }

    [Theory]
    [InlineData(1, "--retries", "0")]
    [InlineData(1, "--max-attempts", "1")]
    [InlineData(2, "--max-attempts", "2")]
    [InlineData(3)]
    public async Task Retries_and_attempts_are_limited(int calls, params string[] options)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Status(503));
        using var home = ProviderHome.At(provider.BaseUrl);

        await BuiltCommand.RunAsync(home, ["chat", "hi", "--no-fallback", .. options]);

        Assert.Equal(calls, provider.CallCount);
    }

    [Theory]
    [InlineData("--timeout", "CallTimeout")]
    public async Task A_limit_in_fractions_of_a_second_holds(string option, string code)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Silent());
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--no-fallback", option, "0.5", "--json");

        Assert.Equal(5, result.ExitCode);
        var error = JsonDocument.Parse(result.Stdout).RootElement.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());

        // The limit is the call's: opening the state and the ledger before the attempt is a part of it.
        Assert.InRange(error.GetProperty("attempts")[0].GetProperty("duration_ms").GetInt32(), 1, 500 + 9_500);
        Assert.True(result.Elapsed >= TimeSpan.FromSeconds(0.5), $"The command ended after {result.Elapsed}.");
    }

    [Theory]
    [InlineData("--attempt-timeout")]
    [InlineData("--first-token", "--stream")]
    [InlineData("--stall-timeout", "--stream", "--json")]
    public async Task A_silent_target_is_abandoned_for_the_next_within_its_limit(string option, params string[] more)
    {
        await using var provider = new ScriptedProvider();
        provider.On("gpt-4.1").Answer(option == "--stall-timeout" ? Reply.Words(5).StallAfter(2) : Reply.Silent());
        provider.OnAny().Answer(Reply.Text("from the fallback"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, ["chat", "hi", option, "0.5", .. more]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("from the fallback", result.Stdout);
        Assert.Equal(1, provider.CallsFor("gpt-4.1"));
    }

    [Fact]
    public async Task A_second_target_is_asked_beside_a_slow_one_after_the_time_of_the_hedge()
    {
        await using var provider = new ScriptedProvider();
        provider.On("gpt-4.1").Answer(Reply.Silent());
        provider.OnAny().Answer(Reply.Text("from the second"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--hedge", "0.3", "--json");

        var answer = JsonDocument.Parse(result.Stdout).RootElement;
        Assert.Equal("from the second", answer.GetProperty("content").GetString());
        Assert.Equal(["Cancelled", "Answered"], answer.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData("soon"), InlineData("-1"), InlineData("99999")]
    public async Task An_invalid_hedge_time_is_refused(string time)
    {
        var result = await InProcess.RunAsync(["chat", "hi", "--hedge", time]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--hedge takes seconds", result.Stderr);
    }

    [Theory]
    [InlineData("0.1", 1)]
    [InlineData("5", 2)]
    public async Task Patience_says_which_hints_are_waited_for(string seconds, int callsToTheFirst)
    {
        await using var provider = new ScriptedProvider();
        provider.On("gpt-4.1").Answer(Reply.Throttle("1"), Reply.Text("after the wait"));
        provider.OnAny().Answer(Reply.Text("from the fallback"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--patience", seconds);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(callsToTheFirst, provider.CallsFor("gpt-4.1"));
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(0, 2, "--fallback-on-refusal")]
    public async Task After_a_refusal_another_model_is_asked_only_where_the_caller_wants_it(int exitCode, int calls, params string[] options)
    {
        await using var provider = new ScriptedProvider();
        provider.On("gpt-4.1").Answer(Reply.Error(400, "content_policy_violation", "refused by policy"));
        provider.OnAny().Answer(Reply.Text("from the fallback"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, ["chat", "hi", .. options]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(calls, provider.CallCount);
    }

    [Fact]
    public async Task A_configuration_file_is_taken_from_where_the_option_says()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("found"));
        using var home = ProviderHome.At(provider.BaseUrl);
        using var other = new TempHome("this is no JSON").Set("HOLYSHEEP_API_KEY", KeyMarker.Value);

        var result = await BuiltCommand.RunAsync(other, "chat", "hi", "--config", home.ConfigPath);

        Assert.Equal("found\n", result.Stdout);
    }

    [Theory]
    [InlineData("--extra", "user=not-json", "not a JSON value")]
    [InlineData("--header", "Authorization: Bearer x", "not passed on")]
    [InlineData("--temperature", "9", "temperature is 9")]
    [InlineData("--attach", "no-such.png", "The attachment 'no-such.png' does not exist.")]
    [InlineData("--timeout", "0", "timeout is 0")]
    [InlineData("--timeout", "-1", "timeout is -1")]
    [InlineData("--sandbox-script", "nonsense", "sandbox script")]
    [InlineData("--config", "no-such-file.json", "no-such-file.json")]
    public async Task An_invalid_value_ends_with_2_before_any_call(string option, string value, string message)
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Stderr);
        Assert.Empty(result.Stdout);
    }

    private static async Task<RecordedRequest> SentAsync(params string[] options)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("{\"score\":1}"));
        using var home = ProviderHome.At(provider.BaseUrl);
        var result = await BuiltCommand.RunAsync(home, ["chat", "hi", .. options]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return Assert.Single(provider.Requests);
    }
}
