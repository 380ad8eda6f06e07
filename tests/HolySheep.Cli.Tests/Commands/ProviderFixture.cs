using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Lines of the built command that call one scripted provider, as real processes of one home.</summary>
public abstract class ProviderFixture : IAsyncLifetime
{
    private protected ProviderFixture() => Home = ProviderHome.At(Provider.BaseUrl);

    private protected ScriptedProvider Provider { get; } = new();

    private protected TempHome Home { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Home.Dispose();
        await Provider.DisposeAsync();
    }

    private protected async Task<(int ExitCode, string Stdout, string Stderr)> RunAsync(params string[] line)
    {
        var result = await BuiltCommand.RunAsync(Home, line);
        return (result.ExitCode, result.Stdout, result.Stderr);
    }
}
