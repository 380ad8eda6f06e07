using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>The proxy of the environment, and certificates of a company behind a proxy.</summary>
public sealed class SystemProxyTests
{
    [Theory]
    [InlineData("HTTPS_PROXY")]
    [InlineData("https_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_tls_provider_is_reached_through_a_tunnel_of_the_environments_proxy(string variable)
    {
        await using var proxy = new ScriptedProxy();
        await using var provider = new ScriptedProvider(tls: true);
        using var home = Home(provider).Set(variable, proxy.Url.OriginalString);
        var result = await BuiltCommand.RunAsync(home, "chat", "hi");

        Assert.True(result.ExitCode == 0, result.Stderr);
        Assert.Equal(("CONNECT", $"127.0.0.1:{provider.Port}"), (proxy.Requests.Single().Method, proxy.Requests.Single().Target));
        Assert.Equal("hi", provider.Requests.Single().LastUserMessage);
        Assert.DoesNotContain(proxy.Requests.Single().Headers, header => header.Value.Contains(KeyMarker.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HTTP_PROXY", true)]
    [InlineData("HTTPS_PROXY", false)]
    public async Task A_provider_without_tls_has_a_variable_of_its_own(string variable, bool isUsed)
    {
        await using var proxy = new ScriptedProxy();
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl).Set(variable, proxy.Url.OriginalString);

        Assert.Equal(0, (await BuiltCommand.RunAsync(home, "chat", "hi")).ExitCode);
        Assert.Equal((1, isUsed ? 1 : 0), (provider.CallCount, proxy.Requests.Count));
    }

    // The scripted provider is at 127.0.0.1, and a second name of it is localhost.
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", false)]
    [InlineData("other.example, 127.0.0.1", "127.0.0.1", false)]
    [InlineData("localhost", "127.0.0.1", true)]
    [InlineData("localhost", "localhost", false)]
    [InlineData(".localhost", "localhost", false)]
    [InlineData("host", "localhost", true)]
    [InlineData("127.0.0.0/8", "127.0.0.1", true)]
    [InlineData("*", "127.0.0.1", true)]
    [InlineData("", "127.0.0.1", true)]
    public async Task Hosts_of_no_proxy_are_reached_directly(string hosts, string name, bool goesThrough)
    {
        await using var proxy = new ScriptedProxy();
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl.Replace("127.0.0.1", name, StringComparison.Ordinal)).Set("HTTP_PROXY", proxy.Url.OriginalString).Set("NO_PROXY", hosts);

        Assert.Equal(0, (await BuiltCommand.RunAsync(home, "chat", "hi")).ExitCode);
        Assert.Equal((1, goesThrough ? 1 : 0), (provider.CallCount, proxy.Requests.Count));
    }

    [Fact]
    public async Task No_proxy_changes_no_proxy_of_the_configuration_or_the_line()
    {
        await using var proxy = new ScriptedProxy();
        await using var provider = new ScriptedProvider();
        using var home = new TempHome($$"""
            { "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}" } }, "network": { "proxy": "{{proxy.Url}}" } }
            """).Set("HOLYSHEEP_API_KEY", KeyMarker.Value).Set("NO_PROXY", "127.0.0.1");

        Assert.Equal(0, (await BuiltCommand.RunAsync(home, "chat", "hi")).ExitCode);
        Assert.Equal(0, (await BuiltCommand.RunAsync(home, "chat", "hi", "--proxy", proxy.Url.OriginalString)).ExitCode);
        Assert.Equal(2, proxy.Requests.Count);
    }

    [Fact]
    public async Task The_option_for_no_proxy_goes_before_the_environment_and_a_configured_proxy_too()
    {
        await using var environment = new ScriptedProxy();
        await using var configured = new ScriptedProxy();
        await using var provider = new ScriptedProvider(tls: true);
        using var home = Home(provider).Set("HTTPS_PROXY", environment.Url.OriginalString);

        Assert.Equal(0, (await BuiltCommand.RunAsync(home, "chat", "hi", "--no-proxy")).ExitCode);
        home.WriteConfig(Config(provider, provider.CaFile, configured.Url));
        Assert.Equal(0, (await BuiltCommand.RunAsync(home, "chat", "hi")).ExitCode);

        Assert.Equal((2, 0, 1), (provider.CallCount, environment.Requests.Count, configured.Requests.Count));
    }

    [Fact]
    public async Task Behind_a_tunnel_a_certificate_of_an_unknown_authority_is_refused_and_caFile_adds_it()
    {
        await using var proxy = new ScriptedProxy();
        await using var provider = new ScriptedProvider(tls: true);
        using var other = new TestAuthority();
        using var home = new TempHome(Config(provider, null, proxy.Url)).Set("HOLYSHEEP_API_KEY", KeyMarker.Value);
        var unknown = await BuiltCommand.RunAsync(home, "providers", "test", "holysheep", "--json");
        home.WriteConfig(Config(provider, other.CaFile, proxy.Url));
        var another = await BuiltCommand.RunAsync(home, "chat", "hi", "--retries", "0", "--no-fallback");
        home.WriteConfig(Config(provider, provider.CaFile, proxy.Url));
        var trusted = await BuiltCommand.RunAsync(home, "chat", "hi");

        Assert.Contains("\"TlsFailed\"", unknown.Stdout, StringComparison.Ordinal);
        Assert.Equal(5, another.ExitCode);
        Assert.True(trusted.ExitCode == 0, trusted.Stderr);
        Assert.Equal(1, provider.CallCount);
        Assert.All(proxy.Requests, request => Assert.Equal("CONNECT", request.Method));
    }

    [Fact]
    public async Task A_test_names_the_proxy_that_fails_and_none_if_none_is_used()
    {
        await using var dead = new ScriptedProxy("me", "the-password");
        using var home = new TempHome("""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "https://127.0.0.1:1/v1" } } }""")
            .Set("HOLYSHEEP_API_KEY", KeyMarker.Value).Set("HTTPS_PROXY", dead.Url.OriginalString);
        var through = await BuiltCommand.RunAsync(home, "providers", "test", "holysheep", "--json");
        var direct = await BuiltCommand.RunAsync(home, "providers", "test", "holysheep", "--no-proxy", "--json");

        Assert.Contains("\"ProxyFailed\"", through.Stdout, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{dead.Url.Port}", through.Stdout, StringComparison.Ordinal);
        Assert.Contains("HTTPS_PROXY", through.Stdout, StringComparison.Ordinal);
        Assert.Contains("\"Unreachable\"", direct.Stdout, StringComparison.Ordinal);
    }

    private static TempHome Home(ScriptedProvider provider) => new TempHome(Config(provider, provider.CaFile, null)).Set("HOLYSHEEP_API_KEY", KeyMarker.Value);

    private static string Config(ScriptedProvider provider, string? caFile, Uri? proxy) => $$"""
        {
          "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}" } },
          "network": { {{string.Join(", ", new[] { caFile is null ? null : $"\"caFile\": \"{caFile.Replace("\\", "\\\\", StringComparison.Ordinal)}\"", proxy is null ? null : $"\"proxy\": \"{proxy}\"" }.OfType<string>())}} }
        }
        """;
}
