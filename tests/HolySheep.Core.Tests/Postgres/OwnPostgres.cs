using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;

namespace HolySheep.Postgres;

/// <summary>A server of one test, which restarts it; <c>.ci/postgres serve</c> runs it.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly ChildProcess _script;
    private int _restarts;

    private OwnPostgres(ChildProcess script) => _script = script;

    public string Connection => _script.Output.Split('\n')[0];

    public static async Task<OwnPostgres> StartAsync()
    {
        var script = ChildProcess.Start(new ChildOptions("bash", Path.Combine(Readme.Root, ".ci", "postgres"), "serve") { Stdin = "", KeepsStdinOpen = true, Limit = TimeSpan.FromMinutes(10) });
        await script.WaitForOutputAsync("\n");
        return new OwnPostgres(script);
    }

    /// <summary>Restarts the server, and completes when it is up again.</summary>
    public async Task RestartAsync()
    {
        _restarts++;
        await _script.WriteLineAsync("restart");
        await _script.WaitForOutputAsync(string.Concat(Enumerable.Repeat("restarted\n", _restarts)));
    }

    public ValueTask DisposeAsync() => _script.DisposeAsync();
}
