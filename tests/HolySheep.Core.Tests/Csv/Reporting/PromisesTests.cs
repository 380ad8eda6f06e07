using System;
using System.Linq;
using HolySheep.Csv.Agreement;
using Xunit;

namespace HolySheep.Csv.Reporting;

/// <summary>When a promise of a job counts as kept.</summary>
public sealed class PromisesTests
{
    private static readonly DateTimeOffset Six = new(2026, 1, 31, 6, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(0, -60, true)]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    [InlineData(3, 0, null)]
    [InlineData(3, 1, false)]
    public void A_deadline_is_kept_once_every_row_has_its_result_before_it_and_open_until_it_comes(int left, int seconds, bool? kept)
    {
        var promise = Assert.Single(Promises.Of(Options with { Deadline = Six }, Summary(left), Six.ToUniversalTime().AddSeconds(seconds)));

        Assert.Equal(("deadline", kept), (promise.Name, promise.IsKept));
        Assert.Contains("2026-01-31 06:00 +01:00", promise.Message, StringComparison.Ordinal);
        Assert.Equal(left == 0, promise.Message.StartsWith("Every row had its result at 2026-01-31 0", StringComparison.Ordinal));
        Assert.Equal(left == 0 ? Six.AddSeconds(seconds) : null, promise.Found);
    }

    [Theory]
    [InlineData(5, -60, "The job stopped before every row had its result: 5 rows failed, and the same command sends them again; the deadline is 2026-01-31 06:00 +01:00.")]
    [InlineData(1, 60, "The job stopped before every row had its result: 1 row failed, and the same command sends it again; the deadline is 2026-01-31 06:00 +01:00.")]
    [InlineData(0, -60, "The job stopped before it wrote its output, and the same command writes it; the deadline is 2026-01-31 06:00 +01:00.")]
    public void A_deadline_is_not_kept_by_a_job_that_stopped_without_an_output(int failed, int seconds, string message)
    {
        var summary = Summary(0) with { Failed = failed, Succeeded = 10 - failed, StopReason = CsvStopReason.MaxErrors };

        var promise = Assert.Single(Promises.Of(Options with { Deadline = Six }, summary, Six.AddSeconds(seconds)));

        Assert.Equal((false, null, message), (promise.IsKept, promise.Found, promise.Message));
    }

    [Theory]
    [InlineData("19.999", true)]
    [InlineData("20", true)]
    [InlineData("20.000001", false)]
    [InlineData(null, null)]
    public void Money_is_kept_up_to_the_limit_itself_and_unknown_without_a_price(string? cost, bool? kept)
    {
        var spent = cost is null ? (decimal?)null : decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture);

        var promise = Assert.Single(Promises.Of(Options with { MaxCost = 20 }, Summary(0) with { Cost = spent }, Six));

        Assert.Equal(("money", kept, (object)20m, (object?)spent), (promise.Name, promise.IsKept, promise.Asked, promise.Found));
        Assert.StartsWith("This run may cost 20.00 USD; ", promise.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_reserved_for_batches_is_named_beside_what_it_cost() =>
        Assert.EndsWith("it cost 3.00 USD, of which 1.25 USD are reserved for batches.", Assert.Single(Promises.Of(Options with { MaxCost = 20 }, Summary(0) with { Cost = 3, EstimatedCost = 1.25m }, Six)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 2, true)]
    [InlineData(0, 3, false)]
    [InlineData(5, 2, null)]
    [InlineData(5, 3, false)]
    public void Failed_rows_are_within_their_limit_only_once_no_row_is_left(int left, int failed, bool? kept) =>
        Assert.Equal(kept, Assert.Single(Promises.Of(Options with { MaxErrors = 2 }, Summary(left) with { Failed = failed, Succeeded = 10 - failed - left }, Six)).IsKept);

    [Theory]
    [InlineData(0, true, 0.95, true)]
    [InlineData(0, true, 0.9499, false)]
    [InlineData(0, false, 1, null)]
    [InlineData(1, true, 1, null)]
    public void An_agreement_is_kept_once_it_is_decided_and_no_row_is_left(int left, bool decided, double least, bool? kept)
    {
        var agreement = new CsvAgreementResult { Rate = 0.95, Confidence = 0.95, Model = "a", With = "b", Sampled = 1, Agreed = 1, IsDecided = decided, AllStand = true, AtLeast = least, Message = "In one sentence." };

        var promise = Assert.Single(Promises.Of(Options, Summary(left) with { Agreement = agreement }, Six));

        Assert.Equal(("agreement", kept, "In one sentence."), (promise.Name, promise.IsKept, promise.Message));
    }

    [Fact]
    public void A_job_without_limits_promises_nothing_and_one_with_all_of_them_promises_each()
    {
        Assert.Empty(Promises.Of(Options, Summary(0), Six));
        Assert.Equal(["deadline", "money", "errors"], Promises.Of(Options with { Deadline = Six, MaxCost = 1, MaxErrors = 1 }, Summary(0), Six).Select(promise => promise.Name));
    }

    private static CsvJobOptions Options => new() { Path = "in.csv", OutPath = "out.csv", Prompt = "Say {Body}" };

    private static CsvJobSummary Summary(int left) => new()
    {
        Rows = 10,
        Succeeded = 10 - left,
        Failed = 0,
        Reused = 0,
        Deduplicated = 0,
        Cost = 1,
        Duration = TimeSpan.FromSeconds(1),
        RowsPerSecond = 1,
        ExitCode = 0,
        StopReason = CsvStopReason.None,
        OutPath = "out.csv",
        ReportPath = "out.report.json",
    };
}
