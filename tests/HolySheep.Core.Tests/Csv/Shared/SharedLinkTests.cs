using System;
using System.Threading.Tasks;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Jobs;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Shared;

/// <summary>How long a job waits for its database.</summary>
public sealed class SharedLinkTests : IDisposable
{
    private readonly AutoAdvanceTimeProvider _clock = new();
    private readonly JobStop _stop = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task A_database_that_comes_back_within_a_minute_is_only_waited_for()
    {
        var tries = 0;

        var (isDone, result) = await new SharedLink(_clock, _stop).TryAsync(_ => ++tries < 100 ? throw Away() : Task.FromResult("done"), default);

        Assert.Equal((true, "done", 100, false), (isDone, result, tries, _stop.IsStopped));
    }

    [Fact]
    public async Task A_database_that_stays_away_for_a_minute_stops_the_job_so_that_it_can_be_resumed()
    {
        var since = _clock.GetUtcNow();

        Assert.False(await new SharedLink(_clock, _stop).TryAsync(_ => Task.FromException(Away()), default));

        Assert.Equal(CsvStopReason.DatabaseLost, _stop.Reason);
        Assert.Contains("the database 'shared' on db:5432", _stop.Message, StringComparison.Ordinal);
        Assert.InRange((_clock.GetUtcNow() - since).TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task What_only_a_person_can_fix_is_not_waited_for()
    {
        Assert.False(await new SharedLink(_clock, _stop).TryAsync(_ => Task.FromException(new JobStoreException("the database refuses", ErrorCode.CredentialRefused, null)), default));

        Assert.Equal(ErrorCode.CredentialRefused, Assert.IsType<HolySheepException>(_stop.Failure).Code);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_job_that_is_stopped_waits_for_seconds_only()
    {
        _stop.Stop(CsvStopReason.Cancelled, "The run was stopped.");
        var since = _clock.GetUtcNow();

        Assert.False(await new SharedLink(_clock, _stop).TryAsync(_ => Task.FromException(Away()), default));

        Assert.Equal(CsvStopReason.Cancelled, _stop.Reason);
        Assert.InRange((_clock.GetUtcNow() - since).TotalSeconds, 5, 6);
    }

    private static JobStoreException Away() => new("the database 'shared' on db:5432 cannot be reached", null, null);
}
