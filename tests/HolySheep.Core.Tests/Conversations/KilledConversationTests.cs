using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Conversations;

public sealed class KilledConversationTests
{
    private const int AtOnce = 4;
    private static readonly int _kills = Endurance.Rounds(200, least: AtOnce);

    [Fact]
    public Task After_each_kill_in_the_middle_of_saving_the_conversation_is_the_old_or_the_new_one() =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(seed => Task.Run(() => KillAsync(new Random(seed), _kills / AtOnce))));

    // Each in a home of its own: on a slow disk, writers that never pause can keep the lock from others for the 5 s after which saving is refused.
    private static async Task KillAsync(Random random, int times)
    {
        using var home = new TempHome();
        var store = new ConversationStore(home.Folder);
        for (var time = 0; time < times; time++)
        {
            var name = FormattableString.Invariant($"talk-{time}");
            await using var writer = ChildProcess.Start(new ChildOptions("dotnet", typeof(KilledConversationTests).Assembly.Location, "conversation-writer", home.Folder, name) { Environment = VariablesOf(home) });
            await writer.WaitForOutputAsync(ConversationWriter.Begins);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 60)));
            writer.Kill9();
            await writer.WaitAsync();

            var told = writer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            var prompts = store.Get(name).Messages.Where(message => message.Role == "user").Select(message => message.Content).ToList();
            Assert.InRange(prompts.Count, told, told + 1);
            Assert.Equal(Enumerable.Range(1, prompts.Count).Select(turn => turn.ToString(CultureInfo.InvariantCulture)), prompts);

            // Whatever the killed process left behind, the next one goes on.
            Assert.Equal(prompts.Count + 1, store.Append(name, Turns.Of("next")).Turns);
        }

        Assert.Empty(store.List().Faults);
    }

    // What a process of a tenth of a second compiles twice is lost.
    private static Dictionary<string, string> VariablesOf(TempHome home) => new(home.Variables) { ["DOTNET_TieredPGO"] = "0" };
}
