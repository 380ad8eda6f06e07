using System;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>The key is in no stream and no file; <see cref="BuiltCommand"/> searches the streams of every run.</summary>
public class SecretTests
{
    [Theory]
    [InlineData("--debug")]
    [InlineData("--debug", "--json")]
    [InlineData("--debug", "--stream")]
    public async Task A_provider_that_repeats_the_key_in_its_error_does_not_make_us_print_it(params string[] options)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Error(401, "invalid_api_key", $"Incorrect API key provided: {KeyMarker.Value}.").WithHeader("x-request-id", KeyMarker.Value));
        using var home = ProviderHome.At(provider.BaseUrl).Set("HOLYSHEEP_DEBUG", "1");

        var result = await BuiltCommand.RunAsync(home, ["chat", "hi", .. options]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(KeyMarker.Value, provider.Requests[0].Header("Authorization"));
        Assert.Contains("***", result.Stderr);
        Assert.Empty(KeyMarker.FindIn(home.Folder));
    }

    [Fact]
    public async Task A_test_of_the_provider_does_not_print_it_either()
    {
        await using var provider = new ScriptedProvider();
        provider.Handle(_ => Reply.Error(401, null, $"Incorrect API key provided: {KeyMarker.Value}"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "providers", "test", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("KeyRefused", result.Stdout);
    }

    [Fact]
    public async Task An_internal_fault_is_reported_without_the_keys_that_the_run_has_used()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = new ConfigurationFile(environment: home.Environment).Read(),
            Environment = home.Environment,
        });
        await client.ListModelsAsync();
        using var stdout = new MemoryStream();
        using var output = new StandardOutput(stdout, isTerminal: false, () => false);
        using var stderr = new StringWriter();

        var exitCode = new FailureReport(output, new Messages(stderr)).Write(new InvalidOperationException($"Unexpected {KeyMarker.Value}."), json: true);

        Assert.Equal(1, exitCode);
        Assert.Contains("InvalidOperationException: Unexpected ***.", stderr.ToString());
        Assert.Empty(KeyMarker.FindInText(stderr.ToString()));
        Assert.Empty(KeyMarker.FindInBytes(stdout.ToArray()));
    }
}
