using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Output;

/// <summary>Every failure ends with its exit code, one line and a hint on standard error, and with JSON asked for the error object.</summary>
public class FailureTests
{
    private static readonly string[] ErrorKeys = ["code", "message", "status", "provider", "request_id", "attempts", "content", "hint", "call_id"];

    [Theory]
    [InlineData("401", 3, "CredentialRefused")]
    [InlineData("429", 4, "RateLimit")]
    [InlineData("quota", 4, "QuotaExhausted")]
    [InlineData("404", 5, "TargetUnfit")]
    [InlineData("503", 5, "ProviderFailure")]
    [InlineData("broken", 5, "ReplyMalformed")]
    [InlineData("half", 5, "ProviderFailure")]
    [InlineData("too long", 2, "PromptTooLong")]
    [InlineData("400", 2, "RequestRejected")]
    [InlineData("policy", 7, "ContentRefused")]
    public async Task A_failure_of_the_provider_ends_with_its_exit_code_and_code(string failure, int exitCode, string code)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(ReplyOf(failure));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--json", "--no-fallback", "--retries", "0");

        Assert.Equal(exitCode, result.ExitCode);
        var error = ErrorOf(result);
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal("holysheep", error.GetProperty("provider").GetString());
        Assert.Equal(1, error.GetProperty("attempts").GetArrayLength());
        Assert.StartsWith($"error {code}: ", result.Stderr);
        Assert.Contains("\nhint: ", result.Stderr);
    }

    [Fact]
    public async Task A_chain_whose_failures_differ_ends_with_5_and_shows_each_attempt()
    {
        await using var provider = new ScriptedProvider();
        provider.On("gpt-4.1").Answer(Reply.Throttle("3600"));
        provider.On("claude-sonnet-4.5").Answer(Reply.Error(404, "model_not_found", "no such model"));
        provider.OnAny().Answer(Reply.Error(403, null, "not for you", "permission_error"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--json");

        Assert.Equal(5, result.ExitCode);
        var error = ErrorOf(result);
        Assert.Equal("NoTargetAnswered", error.GetProperty("code").GetString());
        Assert.Equal([429, 404, 403], error.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task An_address_without_a_listener_ends_with_5()
    {
        using var nobody = DeadEndpoint.Refusing();
        using var home = ProviderHome.At(nobody.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--json", "--no-fallback", "--retries", "0");

        Assert.Equal(5, result.ExitCode);
        var error = ErrorOf(result);
        Assert.Equal("ConnectionFailure", error.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("status").ValueKind);
    }

    [Fact]
    public async Task A_missing_key_ends_with_3_and_says_how_to_set_one()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "chat", "hi");

        Assert.Equal(3, result.ExitCode);
        Assert.Empty(result.Stdout);
        Assert.Contains("error CredentialMissing: ", result.Stderr);
        Assert.Contains("HOLYSHEEP_API_KEY", result.Stderr);
    }

    [Fact]
    public async Task A_bad_configuration_ends_with_2_and_names_file_line_and_key()
    {
        using var home = new TempHome("{\n  \"providers\": {\n    \"backup\": { \"kind\": \"opnai\" }\n  }\n}");

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox", "--json");

        Assert.Equal(2, result.ExitCode);
        var error = ErrorOf(result);
        Assert.Equal("ConfigurationInvalid", error.GetProperty("code").GetString());
        Assert.Contains($"{home.ConfigPath}, line 3: 'providers.backup.kind'", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_unknown_key_of_the_configuration_is_a_warning_and_no_failure()
    {
        using var home = new TempHome("""{ "defaults": { "timeotSec": 5 } }""");

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning: ", result.Stderr);
        Assert.Contains("timeoutSec", result.Stderr);
    }

    [Fact]
    public async Task A_cut_answer_is_an_error_that_carries_the_text_received()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Words(50).CutAfter(40).WithHeader("x-request-id", "req-cut"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--stream", "--json", "--no-fallback", "--retries", "0");

        Assert.Equal(5, result.ExitCode);
        var error = ErrorOf(result);
        Assert.Equal("AnswerCut", error.GetProperty("code").GetString());
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 40).Select(number => $"word{number}")), error.GetProperty("content").GetString()!.TrimEnd());
        Assert.Equal("req-cut", error.GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task A_providers_message_of_many_lines_stays_one_line_and_steers_no_terminal()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Error(400, null, "first\r\nsecond\u001b[31m third"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi");

        Assert.Equal(2, result.Stderr.Count(character => character == '\n'));
        Assert.DoesNotContain('\u001b', result.Stderr);
    }

    [Theory]
    [InlineData("chat hi --sandbox"), InlineData("version"), InlineData("config schema")]
    [InlineData("--help"), InlineData("chat --help"), InlineData("help csv"), InlineData("models --offline")]
    public async Task Standard_output_that_cannot_be_written_is_an_error_and_no_success(string line)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Not run: only Linux has /dev/full.");
            return;
        }

        using var home = new TempHome();

        var result = await ChildProcess.RunAsync(new ChildOptions("/bin/sh", "-c", $"'{BuiltCommand.Path}' {line} > /dev/full") { Environment = home.Variables });

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Standard output cannot be written", result.Stderr);
    }

    [Fact]
    public async Task Our_own_bug_ends_with_1_and_one_line()
    {
        var (exitCode, stdout, stderr) = await InProcess.RunAsync(["chat", "--json"]);

        Assert.Equal(1, exitCode);
        Assert.Equal("error InternalFault: This is a bug in holysheep: InvalidOperationException: Standard input was opened.", stderr.Split('\n')[0]);
        Assert.DoesNotContain("   at ", stderr);
        Assert.Equal("InternalFault", JsonDocument.Parse(stdout).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    private static Reply ReplyOf(string failure) => failure switch
    {
        "400" => Reply.Error(400, null, "the request is wrong"),
        "401" => Reply.Error(401, "invalid_api_key", "the key is wrong"),
        "404" => Reply.Error(404, "model_not_found", "no such model"),
        "429" => Reply.Throttle("3600"),
        "quota" => Reply.Error(429, "insufficient_quota", "no money left"),
        "broken" => Reply.BrokenJson(),
        "half" => Reply.Words(20).HalfBody(),
        "too long" => Reply.Error(400, "context_length_exceeded", "This model's maximum context length is 8 tokens."),
        "policy" => Reply.Error(400, "content_policy_violation", "refused by policy"),
        "503" => Reply.Status(503),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };

    private static JsonElement ErrorOf(ChildResult result)
    {
        Assert.Equal(1, result.Stdout.Count(character => character == '\n'));
        var root = JsonDocument.Parse(result.Stdout).RootElement;
        Assert.Equal(["error"], root.EnumerateObject().Select(member => member.Name));
        var error = root.GetProperty("error");
        Assert.Equal(ErrorKeys, error.EnumerateObject().Select(member => member.Name));
        return error;
    }
}
