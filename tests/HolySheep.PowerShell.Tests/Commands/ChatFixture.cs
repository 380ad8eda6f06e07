using System.Management.Automation;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>A session with the module, and a provider on this machine that its configuration names.</summary>
public abstract class ChatFixture : IAsyncLifetime
{
    private protected Session Session { get; } = Session.WithModule();

    private protected ScriptedProvider Provider { get; } = new("local");

    /// <summary>Another provider, which only tests name that want one.</summary>
    private protected ScriptedProvider Second { get; } = new("second");

    private protected TempHome Home { get; } = new();

    public Task InitializeAsync()
    {
        Configure("\"apiKey\": \"none\"");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        Session.Dispose();
        Home.Dispose();
        await Provider.DisposeAsync();
        await Second.DisposeAsync();
    }

    /// <summary>Writes the configuration: the local provider with this about its key.</summary>
    private protected void Configure(string key, string chains = "{}") => Home.WriteConfig($$"""
        {
          "providers": { "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", {{key}} } },
          "defaults": { "provider": "local", "model": "gpt-4.1" },
          "chains": {{chains}}
        }
        """);

    /// <summary>Runs a script in which $config is the configuration's path.</summary>
    private protected Outcome Run(string script, params object?[] arguments) => Session.Run(WithConfig(script), [Home.ConfigPath, .. arguments]);

    /// <summary>The error that ends such a script.</summary>
    private protected ErrorRecord RunToFailure(string script) => Session.RunToFailure(WithConfig(script), Home.ConfigPath);

    private static string WithConfig(string script) => "$config = $args[0]; $args = $args[1..$args.Count]; " + script;
}
