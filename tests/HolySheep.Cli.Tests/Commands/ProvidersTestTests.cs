using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public class ProvidersTestTests
{
    private static readonly string[] Keys = ["provider", "succeeded", "verdict", "message", "hint", "latency_ms", "status", "model_count"];

    [Fact]
    public async Task A_provider_that_answers_and_takes_the_key_is_fine()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "providers", "test", "holysheep", "--json");

        Assert.Equal(0, result.ExitCode);
        var test = Assert.Single(JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray());
        Assert.Equal(Keys, test.EnumerateObject().Select(member => member.Name));
        Assert.True(test.GetProperty("succeeded").GetBoolean());
        Assert.Equal("Fine", test.GetProperty("verdict").GetString());
        Assert.Equal(200, test.GetProperty("status").GetInt32());
        Assert.Equal(4, test.GetProperty("model_count").GetInt32());
    }

    [Theory]
    [InlineData("401", 3, "KeyRefused")]
    [InlineData("429", 4, "RateLimited")]
    [InlineData("html", 5, "ReplyUnexpected")]
    [InlineData("unknown model", 5, "ModelUnknown")]
    public async Task Every_verdict_has_its_exit_code(string fault, int exitCode, string verdict)
    {
        await using var provider = new ScriptedProvider();
        provider.Handle(_ => fault switch
        {
            "401" => Reply.Error(401, "invalid_api_key", "the key is wrong"),
            "429" => Reply.ThrottleBare(),
            "html" => Reply.Html(200),
            _ => null,
        });
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "providers", "test", "holysheep", "--model", "gpt-4.2");

        Assert.Equal(exitCode, result.ExitCode);
        var row = Assert.Single(result.Stdout.TrimEnd('\n').Split('\n')).Split('\t');
        Assert.Equal(["holysheep", verdict], row[..2]);
    }

    [Fact]
    public async Task Without_a_name_all_providers_are_tested_and_failures_that_differ_end_with_5()
    {
        await using var refusing = new ScriptedProvider();
        refusing.Handle(_ => Reply.Error(401, "invalid_api_key", "the key is wrong"));
        await using var busy = new ScriptedProvider();
        busy.Handle(_ => Reply.ThrottleBare());
        using var home = ProviderHome.At(refusing, busy);

        var result = await BuiltCommand.RunAsync(home, "providers", "test", "--json");

        Assert.Equal(5, result.ExitCode);
        var verdicts = JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray().Select(test => test.GetProperty("verdict").GetString());
        Assert.Equal(["RateLimited", "KeyRefused"], verdicts);
    }

    [Fact]
    public async Task A_provider_without_a_key_ends_with_3_and_says_how_to_set_one()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "providers", "test");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("holysheep\tKeyMissing\t", result.Stdout);
        Assert.Contains("hint: holysheep: bash: export HOLYSHEEP_API_KEY=", result.Stderr);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_that_is_not_there_is_a_fault_of_the_proxy()
    {
        using var dead = DeadEndpoint.Refusing();
        using var home = ProviderHome.At("http://provider.invalid/v1").Set("http_proxy", dead.BaseUrl.Replace("/v1", ""));

        var result = await BuiltCommand.RunAsync(home, "providers", "test");

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("holysheep\tProxyFailed\t", result.Stdout);
        Assert.Contains("the system's proxy", result.Stderr);
    }

    [Fact]
    public async Task An_unknown_provider_ends_with_2()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "providers", "test", "nobody");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("No provider 'nobody'", result.Stderr);
    }

    [Fact]
    public async Task The_sandbox_is_the_provider_that_is_tested_where_it_is_asked_for()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "providers", "test", "--sandbox");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("sandbox\tFine\t", result.Stdout);
    }
}
