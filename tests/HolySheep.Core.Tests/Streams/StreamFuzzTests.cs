using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace HolySheep.Streams;

/// <summary>Any valid answer, cut, split or decorated at random, ends as the whole answer or as an error that says so, never as a part or a doubled one with success.</summary>
public sealed class StreamFuzzTests(ITestOutputHelper output)
{
    private const int MostFaults = 5;

    // HOLYSHEEP_TEST_ENDURANCE=25 makes it a million.
    private static readonly int _rounds = Endurance.Rounds(40_000);

    [Fact]
    public async Task Every_answer_is_whole_or_an_error_that_says_so()
    {
        var first = long.TryParse(Environment.GetEnvironmentVariable("HOLYSHEEP_TEST_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"{_rounds} rounds from seed {first} on; HOLYSHEEP_TEST_SEED={first} repeats them.");
        var faults = new List<string>();
        for (var seed = first; seed < first + _rounds && faults.Count < MostFaults; seed++)
        {
            var round = new FuzzRound(seed);
            var outcome = await FuzzReader.ReadAsync(round);
            if (outcome.FindFault(round) is { } fault)
            {
                faults.Add($"{fault}\n{round}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
