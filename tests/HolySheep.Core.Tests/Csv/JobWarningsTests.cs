using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>What calls warn of is in the summary of their job.</summary>
public sealed class JobWarningsTests
{
    [Fact]
    public async Task A_job_whose_ledger_cannot_be_used_answers_every_row_and_says_once_that_its_cost_is_not_recorded()
    {
        using var home = new TempHome();
        Directory.CreateDirectory(Path.Combine(home.Folder, "ledger.db"));
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Folder, Clock = TimeProvider.System };
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(10, 10));
        using var folder = new JobFolder().WithRows(50);

        var summary = await folder.RunAsync(stage);

        Assert.Equal((50, 0), (summary.Succeeded, summary.ExitCode));
        Assert.Contains("the cost of calls is not recorded", Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_warnings_differ_a_summary_has_a_few()
    {
        var tally = new Running.JobTally();

        await Parallel.ForAsync(0, 1_000, (row, _) =>
        {
            tally.Warn(["the same", $"row {row}"]);
            return default;
        });

        Assert.Equal(20, tally.Warnings.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("the same", tally.Warnings);
        Assert.Equal(20, tally.Warnings.Count);
    }
}
