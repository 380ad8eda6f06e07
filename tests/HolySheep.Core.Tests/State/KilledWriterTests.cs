using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.State;

public sealed class KilledWriterTests : IDisposable
{
    private const int AtOnce = 4;
    private static readonly int _kills = Endurance.Rounds(200, least: AtOnce);
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task After_each_kill_in_the_middle_of_writing_the_next_process_opens_the_state_and_is_answered()
    {
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = _home.Folder };
        var killers = Enumerable.Range(0, AtOnce).Select(seed => Task.Run(() => KillAsync(new Random(seed), _kills / AtOnce, stage)));
        await Task.WhenAll(killers);

        Assert.Empty(Directory.GetFiles(_home.Folder, "*.damaged*"));
    }

    private async Task KillAsync(Random random, int times, Stage stage)
    {
        for (var time = 0; time < times; time++)
        {
            var assembly = typeof(KilledWriterTests).Assembly.Location;
            await using (var writer = ChildProcess.Start(new ChildOptions("dotnet", assembly, "state-writer", _home.Folder) { Environment = Variables() }))
            {
                await writer.WaitForOutputAsync(StateWriter.Begins);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 20)));
                writer.Kill9();
                await writer.WaitAsync();
            }

            // The next process opens the state, and is answered without a warning.
            Assert.Empty((await stage.AskAsAnotherAsync()).Result.Warnings);
        }
    }

    // What a process of a tenth of a second compiles twice is lost.
    private Dictionary<string, string> Variables() => new(_home.Variables) { ["DOTNET_TieredPGO"] = "0" };
}
