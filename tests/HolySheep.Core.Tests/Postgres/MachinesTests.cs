using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>Machines that share one database: processes with homes of their own.</summary>
public sealed class MachinesTests : IAsyncLifetime
{
    private const string Key = "key-that-no-record-may-hold";
    private readonly ScriptedProvider _provider = new("one");
    private readonly ScriptedProvider _other = new("two");
    private readonly List<TempHome> _homes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _homes.ForEach(home => home.Dispose());
        await _provider.DisposeAsync();
        await _other.DisposeAsync();
    }

    [PostgresFact]
    public async Task What_one_machine_finds_down_the_others_do_not_call()
    {
        _provider.OnAny().Answer(Reply.Status(402));
        _other.OnAny().Answer(Reply.Echo);
        var targets = "[\"one/alpha\", \"two/alpha\"]";

        await RunAsync(Machine("", targets), 1);
        Assert.Equal((1, 1), (_provider.CallCount, _other.CallCount));

        await RunAsync(Machine("", targets), 3);
        Assert.Equal((1, 4), (_provider.CallCount, _other.CallCount));
    }

    [PostgresFact]
    public async Task Machines_under_one_limit_never_send_more_than_it_and_one_burst_in_a_second()
    {
        _provider.OnAny().Answer(Reply.Echo);
        var machines = Enumerable.Range(0, 4).Select(_ => Machine("\"requestsPerMinute\": 3600")).ToList();

        await Task.WhenAll(machines.Select(machine => RunAsync(machine, 40)));

        var arrivals = _provider.Requests.Select(request => request.ReceivedAt / (double)Stopwatch.Frequency).Order().ToList();
        Assert.Equal(160, arrivals.Count);
        Assert.InRange(arrivals.Select((from, index) => arrivals.Skip(index).TakeWhile(at => at - from < 1).Count()).Max(), 1, 120);
        Assert.True(arrivals[^1] - arrivals[0] > 2, "The calls were not paced at all.");
    }

    private TempHome Machine(string provider, string targets = "[\"one/alpha\"]")
    {
        var home = new TempHome($$"""
            {
              "state": { "kind": "postgres" },
              "providers": {
                "one": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": "env:ONE_KEY"{{(provider.Length == 0 ? "" : ", " + provider)}} },
                "two": { "kind": "openai", "baseUrl": "{{_other.BaseUrl}}", "apiKey": "env:ONE_KEY" }
              },
              "models": { "alpha": { "targets": {{targets}} } },
              "defaults": { "model": "alpha", "provider": "one" }
            }
            """);
        _homes.Add(home);
        return home.Set("ONE_KEY", Key).Set("HOLYSHEEP_DB", TestedPostgres.ConnectionFor(_homes[0].Folder));
    }

    private static async Task RunAsync(TempHome machine, int calls)
    {
        var result = await ChildProcess.RunAsync(new ChildOptions("dotnet", Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll"), "calls", $"{calls}") { Environment = machine.Variables });
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("not shared", result.ToString(), StringComparison.Ordinal);
    }
}
