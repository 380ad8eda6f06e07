using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Postgres;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Shared;

/// <summary>One job on several machines, processes with homes of their own, that are killed at work.</summary>
public sealed class SharedCrashTests : IAsyncLifetime
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    private readonly ScriptedProvider _provider = new("one") { Patience = Limit };
    private readonly List<TempHome> _homes = [];
    private readonly TempFolder _folder = new("shared");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _homes.ForEach(home => home.Dispose());
        await _provider.DisposeAsync();
        _folder.Dispose();
    }

    [PostgresFact]
    public Task A_worker_and_the_submitter_that_are_killed_lose_no_row_and_ask_again_at_most_what_was_under_way() => RunAsync(rows: 400, machines: 2, killsOfEach: 1);

    [PostgresFact]
    public Task Four_machines_that_are_killed_twice_each_answer_every_row_once_and_in_order() => RunAsync(Endurance.Rounds(20_000, least: 1_000), machines: 4, killsOfEach: Endurance.Share >= 1 ? 2 : 1);

    private async Task RunAsync(int rows, int machines, int killsOfEach)
    {
        _provider.Handle(request => Reply.Text("answer " + request.LastUserMessage.Split(' ')[^1]).Delay(TimeSpan.FromMilliseconds(20)));
        var (input, output) = (_folder["in.csv"], _folder["out.csv"]);
        await File.WriteAllLinesAsync(input, Enumerable.Range(1, rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row},row {row}")).Prepend("Id,Body"));
        var homes = Enumerable.Range(0, machines).Select(_ => Machine()).ToList();
        var children = new List<ChildProcess> { Start(homes[0], 0, input, output) };
        var kills = 0;
        try
        {
            // A worker that finds no job ends.
            await _provider.WaitForCallAsync();
            children.AddRange(homes.Skip(1).Select((home, worker) => Start(home, worker + 1, input, output)));

            // Spread over the job; each hits a machine at work.
            var total = machines * killsOfEach;
            for (var kill = 0; kill < total; kill++)
            {
                var moment = rows * (kill + 1) / (total + 2);
                await _provider.WaitForCallAsync(moment);
                var machine = kill % machines;
                children[machine].Kill9();
                await children[machine].DisposeAsync();
                children[machine] = Start(homes[machine], machine, input, output);
                kills++;
            }

            var ended = await children[0].WaitAsync();
            Assert.True(ended.ExitCode == 0, ended.ToString());
            foreach (var worker in children.Skip(1))
            {
                var result = await worker.WaitAsync();
                Assert.True(result.ExitCode == 0, result.ToString());
            }
        }
        finally
        {
            foreach (var child in children)
            {
                await child.DisposeAsync();
            }
        }

        var lines = (await File.ReadAllLinesAsync(output)).Skip(1).ToList();
        Assert.Equal(Enumerable.Range(1, rows).Select(row => $"{row},row {row},answer {row},alpha"), lines.Select(line => string.Join(',', line.Split(',').Take(4))));
        Assert.InRange(_provider.CallCount - rows, 0, kills * AtOnce);
    }

    private static ChildProcess Start(TempHome home, int machine, string input, string output) => ChildProcess.Start(
        new ChildOptions("dotnet", [Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll"), .. machine == 0 ? (string[])["share", input, output, $"{AtOnce}"] : ["work", $"{AtOnce}"]]) { Environment = home.Variables, Limit = Limit });

    private TempHome Machine()
    {
        var home = new TempHome($$"""
            {
              "state": { "kind": "postgres" },
              "providers": { "one": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": "none" } },
              "models": { "alpha": { "targets": [ "one/alpha" ] } },
              "defaults": { "model": "alpha", "provider": "one" }
            }
            """);
        _homes.Add(home);
        return home.Set("HOLYSHEEP_DB", TestedPostgres.ConnectionFor(_homes[0].Folder));
    }
}
