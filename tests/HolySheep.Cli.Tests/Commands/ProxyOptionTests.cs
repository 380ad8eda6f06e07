using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public sealed class ProxyOptionTests
{
    private const string Password = "p@ss-word-of-the-proxy";

    [Fact]
    public async Task A_proxy_goes_before_the_configured_one_and_no_proxy_before_both()
    {
        await using var configured = new ScriptedProxy();
        await using var given = new ScriptedProxy();
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, configured);
        foreach (var options in (string[][])[[], ["--proxy", given.Url.OriginalString], ["--no-proxy"]])
        {
            Assert.Equal(0, (await BuiltCommand.RunAsync(home, ["chat", "hi", .. options])).ExitCode);
        }

        Assert.Equal((3, 1, 1), (provider.CallCount, configured.Requests.Count, given.Requests.Count));
    }

    [Theory]
    [InlineData("models list")]
    [InlineData("providers test")]
    public async Task Listings_and_tests_take_the_proxy_too(string command)
    {
        await using var given = new ScriptedProxy();
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        await BuiltCommand.RunAsync(home, [.. command.Split(' '), "--proxy", given.Url.OriginalString]);

        Assert.NotEmpty(given.Requests);
    }

    [Fact]
    public async Task A_job_takes_the_proxy_and_its_password_is_never_shown()
    {
        await using var given = new ScriptedProxy("me", Password);
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        var proxy = $"http://me:{Uri.EscapeDataString(Password)}@127.0.0.1:{given.Url.Port}";
        var result = await BuiltCommand.RunAsync(home, "csv", home.WriteFile("in.csv", "A\n1\n2\n"), "--out", System.IO.Path.Combine(home.Folder, "out.csv"), "--prompt", "{A}", "--proxy", proxy);
        var refused = await BuiltCommand.RunAsync(home, "chat", "hi", "--retries", "0", "--debug", "--proxy", proxy.Replace("me:", "you:"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, provider.CallCount);
        Assert.Contains("407", refused.Stderr);
        Assert.All([result.Stderr, refused.Stderr, refused.Stdout], text => Assert.DoesNotContain("ss-word", text));
    }

    [Theory]
    [InlineData("--proxy", "http://127.0.0.1:1", "--no-proxy")]
    [InlineData("--proxy", "socks5://me:p%40ss-word@127.0.0.1:1")]
    [InlineData("--proxy", "p@ss-word")]
    public async Task Contradicting_options_or_an_invalid_proxy_end_the_command(params string[] options)
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        var result = await BuiltCommand.RunAsync(home, ["chat", "hi", .. options]);

        Assert.Equal((2, 0), (result.ExitCode, provider.CallCount));
        Assert.DoesNotContain("ss-word", result.Stderr);
    }

    private static TempHome Home(ScriptedProvider provider, ScriptedProxy proxy) => new TempHome($$"""
        { "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}" } }, "network": { "proxy": "{{proxy.Url}}" } }
        """).Set("HOLYSHEEP_API_KEY", KeyMarker.Value);
}
