using System;
using System.Threading.Tasks;
using HolySheep.TestKit.Jobs;
using Xunit;

namespace HolySheep.Cli.Tests.Csv;

/// <summary>The job at night that is killed five times; the benchmarks run it in full.</summary>
public class CrashTests
{
    [Fact]
    public async Task A_job_that_is_killed_five_times_loses_no_row_and_pays_for_none_twice()
    {
        var found = await CrashRehearsal.RunAsync(BuiltCommand.Path, new CrashPlan
        {
            Rows = 400,
            Down = TimeSpan.FromSeconds(1),
            BreakSec = 0.3,
            Latency = TimeSpan.FromMilliseconds(20),
        });

        Assert.Empty(found.Violations);
        Assert.True(found.Last.ExitCode == 0, found.Last.ToString());
        Assert.Equal(5, found.Kills);
        Assert.InRange(found.Doubles, 0, 5 * 16);
        Assert.InRange(found.Faults, 10, int.MaxValue);
    }
}
