using HolySheep.Csv;
using HolySheep.PowerShell.Calls;
using Xunit;

namespace HolySheep.PowerShell.Tests.Calls;

public sealed class JobProgressTests
{
    private static readonly CsvJobProgress Asking = new()
    {
        Phase = CsvJobPhase.Asking,
        Rows = 40,
        Done = 9,
        Failed = 2,
        InFlight = 4,
        Limit = 4,
        RowsPerSecond = 3,
        Cost = 0,
    };

    [Fact]
    public void A_job_that_is_stopped_before_its_summary_still_tells_how_far_it_came()
    {
        var progress = new JobProgress();
        Assert.Null(progress.Rows);
        progress.Take(Asking with { Phase = CsvJobPhase.Reading, Done = 0, Failed = 0 });
        Assert.Null(progress.Rows);
        progress.Take(Asking);
        Assert.NotNull(progress.Next());
        Assert.Equal("7 of 40 rows answered, 2 failed, 31 left", progress.Rows);
    }

    [Fact]
    public void The_first_look_at_the_input_is_shown_as_such()
    {
        var progress = new JobProgress();
        progress.Take(Asking with { Phase = CsvJobPhase.Reading, Rows = 0, Done = 0, Failed = 0 });
        Assert.Equal("Reading the input", progress.Next()!.StatusDescription);
        progress.Take(Asking);
        Assert.Equal("9 of 40 rows, 2 failed, $0.00, 3/s", progress.Next()!.StatusDescription);
    }
}
