using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using HolySheep.TestKit.Processes;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatProxyTests : ChatFixture
{
    private const string Password = "p@ss-word-of-the-proxy";

    [Fact]
    public async Task A_proxy_goes_before_the_configured_one_and_no_proxy_before_both()
    {
        await using var configured = new ScriptedProxy();
        await using var given = new ScriptedProxy();
        Home.WriteConfig($$"""
            { "providers": { "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" } },
              "defaults": { "provider": "local" }, "network": { "proxy": "{{configured.Url}}" } }
            """);
        Run("""
            Invoke-HolySheepChat 'a' -ConfigPath $config
            Invoke-HolySheepChat 'b' -ConfigPath $config -Proxy $args[0]
            Invoke-HolySheepChat 'c' -ConfigPath $config -NoProxy
            Invoke-HolySheepChat 'd' -ConfigPath $config
            """, given.Url).ThrowOnError();

        Assert.Equal(["a", "b", "c", "d"], Provider.Requests.Select(request => request.LastUserMessage));
        Assert.Equal((2, 1), (configured.Requests.Count, given.Requests.Count));
    }

    [Fact]
    public async Task A_proxys_credential_is_used_and_never_shown()
    {
        await using var proxy = new ScriptedProxy("me", Password);
        var outcome = Run($$"""
            $password = [securestring]::new(); '{{Password}}'.ToCharArray() | % { $password.AppendChar($_) }
            Invoke-HolySheepChat 'a' -ConfigPath $config -Proxy $args[0] -ProxyCredential ([pscredential]::new('me', $password)) -Verbose -Debug
            Invoke-HolySheepChat 'b' -ConfigPath $config -Proxy ([uri] ("$($args[0])" -replace '//', '//me:{{Uri.EscapeDataString(Password)}}@')) -Verbose -Debug
            Invoke-HolySheepChat 'c' -ConfigPath $config -Proxy $args[0] -MaximumRetryCount 0 -Verbose -Debug
            """, proxy.Url);

        Assert.Equal(["answer from local to a", "answer from local to b"], outcome.Output.Select(result => result.ToString()));
        Assert.Contains("407", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
        var told = string.Join('\n', [.. outcome.Verbose, .. outcome.Debug, .. outcome.Warnings, .. outcome.Errors.Select(error => error.Exception.ToString()), .. outcome.Output.Select(result => result.ToString())]);
        Assert.DoesNotContain(Password, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Password), told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tls_provider_is_reached_through_a_tunnel_with_the_authorities_of_the_configuration()
    {
        await using var proxy = new ScriptedProxy();
        await using var provider = new ScriptedProvider(tls: true);
        foreach (var authority in (string[])["", $"\"network\": {{ \"caFile\": {JsonSerializer.Serialize(provider.CaFile)} }},"])
        {
            Home.WriteConfig($$"""
                { "providers": { "local": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" } }, {{authority}} "defaults": { "provider": "local" } }
                """);
            var outcome = Run("Invoke-HolySheepChat 'a' -ConfigPath $config -Proxy $args[0] -MaximumRetryCount 0", proxy.Url);
            Assert.Equal(authority.Length > 0, outcome.Errors.Count == 0);
        }

        Assert.Equal("a", provider.Requests.Single().LastUserMessage);
        Assert.All(proxy.Requests, request => Assert.Equal("CONNECT", request.Method));
    }

    // The variables are those of a process, so that the cmdlets run in one of their own.
    [Theory]
    [InlineData("", 1)]
    [InlineData("127.0.0.1", 0)]
    public async Task The_environments_proxy_and_its_exceptions_apply_without_any_of_these(string exceptions, int tunnels)
    {
        await using var proxy = new ScriptedProxy();
        Home.Set("HTTP_PROXY", proxy.Url.OriginalString).Set("NO_PROXY", exceptions).Set("POWERSHELL_UPDATECHECK", "Off").Set("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var script = $"Import-Module '{StagedModule.Manifest}'; (Invoke-HolySheepChat 'a' -ConfigPath '{Home.ConfigPath}').Content";
        var options = ShellProcess.Options(typeof(ChatProxyTests).Assembly, ["-NoProfile", "-NonInteractive", "-Command", script]) with { Environment = Home.Variables };
        var result = await ChildProcess.RunAsync(options);

        Assert.Equal("answer from local to a", result.Stdout.Trim());
        Assert.Equal((1, tunnels), (Provider.CallCount, proxy.Requests.Count));
    }

    [Theory]
    [InlineData("-Proxy http://127.0.0.1:1 -NoProxy")]
    [InlineData("-ProxyCredential ([pscredential]::new('me', [securestring]::new()))")]
    [InlineData("-Proxy socks5://me:p%40ss-word-of-the-proxy@127.0.0.1:1")]
    public void Contradicting_parameters_or_an_invalid_proxy_end_the_command(string parameters)
    {
        var error = RunToFailure($"'a', 'b' | Invoke-HolySheepChat -ConfigPath $config {parameters}");

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("ss-word-of-the-proxy", error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }
}
