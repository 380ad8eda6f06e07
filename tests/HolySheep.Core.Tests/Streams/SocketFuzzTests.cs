using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.Transport;
using Xunit;
using Xunit.Abstractions;

namespace HolySheep.Streams;

/// <summary>The fuzz over real sockets: packed or not, in slices of any size, broken by the server.</summary>
public sealed class SocketFuzzTests(ITestOutputHelper output)
{
    // HOLYSHEEP_TEST_ENDURANCE=1 makes it three thousand.
    private static readonly int _rounds = Endurance.Rounds(3_000);

    [Fact]
    public async Task Every_answer_over_a_socket_is_whole_or_an_error_that_says_so()
    {
        var first = long.TryParse(Environment.GetEnvironmentVariable("HOLYSHEEP_TEST_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"{_rounds} rounds from seed {first} on; HOLYSHEEP_TEST_SEED={first} repeats them.");
        await using var stage = Stage.Alone();
        using var sender = new HttpSender(NetworkHandler.Create(new NetworkOptions(), TimeSpan.FromSeconds(10)));
        var faults = new List<string>();
        foreach (var seed in Enumerable.Range(0, _rounds).Select(number => first + number))
        {
            var round = new FuzzRound(seed);
            if (round.Fault is FuzzedFault.Break or FuzzedFault.Silence)
            {
                continue;
            }

            stage.One.OnAny().Answer(Reply(round));
            var outcome = await FuzzReader.ReadAsync(round, sender, new Uri(stage.One.BaseUrl), TimeProvider.System);
            if (outcome.FindFault(round) is { } fault)
            {
                faults.Add($"{fault}\n{round}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(5)));
    }

    private static Reply Reply(FuzzRound round)
    {
        // A cut in the middle of a character cannot be scripted as text: the rest of the character goes too.
        var reply = TestKit.Reply.Json(200, Encoding.UTF8.GetString(round.Bytes).TrimEnd('\uFFFD')).As(round.ContentType ?? "");
        reply = round.Random.Next(5) switch { 0 => reply.Gzip(), 1 => reply.Deflate(), 2 => reply.Brotli(), _ => reply };
        return round.Random.Next(2) == 0 ? reply.SplitCharacters(1 + round.Random.Next(300)) : reply;
    }
}
