using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>A machine of a test: processes with one home and, if the system permits it, a host name of their own.</summary>
/// <param name="name">The host name.</param>
/// <param name="home">The home.</param>
internal sealed class SpendingMachine(string name, TempHome home) : IAsyncDisposable
{
    /// <summary>The calls that a process makes at once.</summary>
    public const int AtOnce = 4;

    // A process in a namespace of its own for the name of its host is for others a process of another machine: they cannot check whether it lives.
    private const string Named = "echo \"$0\" > /proc/sys/kernel/hostname && exec \"$@\"";
    private static readonly Lazy<Task<bool>> _mayName = new(async () =>
        OperatingSystem.IsLinux() && File.Exists("/usr/bin/unshare") && (await ChildProcess.RunAsync(new ChildOptions("/usr/bin/unshare", "--uts", "sh", "-c", Named, "web-0", "true"))).ExitCode == 0);

    private readonly List<ChildProcess> _running = [];

    public string Name => name;

    /// <summary>Whether machines have names of their own.</summary>
    public static Task<bool> AreNamedAsync => _mayName.Value;

    public IReadOnlyList<ChildProcess> Running => _running;

    /// <summary>Starts processes that spend until the budget has nothing left.</summary>
    public async Task StartAsync(int processes)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll"), "exhaust", $"{AtOnce}"];
        if (await AreNamedAsync)
        {
            command = ["/usr/bin/unshare", "--uts", "sh", "-c", Named, name, .. command];
        }

        var options = new ChildOptions(command[0], command[1..])
        {
            Environment = new Dictionary<string, string>(home.Variables) { ["DOTNET_TieredPGO"] = "0" },
            Limit = TimeSpan.FromMinutes(10),
        };
        _running.AddRange(Enumerable.Range(0, processes).Select(_ => ChildProcess.Start(options)));
    }

    /// <summary>Kills all processes, as when the power fails.</summary>
    public async Task KillAsync()
    {
        _running.ForEach(process => process.Kill9());
        foreach (var process in _running)
        {
            await process.DisposeAsync();
        }

        _running.Clear();
    }

    /// <summary>Waits until all processes have ended.</summary>
    public async Task EndAsync()
    {
        foreach (var process in _running)
        {
            var result = await process.WaitAsync();
            Assert.True(result.ExitCode == 0, result.ToString());
            await process.DisposeAsync();
        }

        _running.Clear();
    }

    /// <summary>A client of the machine in this process.</summary>
    public HolySheepClient Client() => new(new HolySheepClientOptions
    {
        Configuration = new ConfigurationFile(null, home.Environment).Read(),
        Environment = home.Environment,
        StateFolder = home.Folder,
        SharedEngine = static () => new PostgresEngine { Limits = TestedPostgres.Patient },
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            await process.DisposeAsync();
        }

        home.Dispose();
    }
}
