using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.Planning.Splits;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.State;

/// <summary>What every backend promises of its stores; a new backend is one more row of <see cref="Backends"/>.</summary>
public sealed class StateContractTests : IDisposable
{
    private const int Writers = 8;
    private const int Changes = 50;
    private static readonly DateTimeOffset Moment = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new("contract");

    public static TheoryData<string> Backends => ["memory", "sqlite"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_missing_record_has_the_default_value(string backend)
    {
        using var state = Open(backend);

        Assert.Equal(TargetHealth.Fine, state.Health.Get("t"));
        Assert.Empty(state.Health.All());
        Assert.Equal((0L, 0L), (state.Turns.Peek("m"), state.Turns.Peek("other")));
        Assert.Same(SplitStatistics.None, state.Splits.Get("m", "b"));
        Assert.Equal(Measurement.None, state.Measurements.Get("n"));
        Assert.Null(state.Latencies.Get("t").Percentile(0.5));
        Assert.Equal((Pace.None, Quota.None, 0), state.Limits.Change(records => (records.GetPace("h"), records.GetQuota("q"), records.CountCalls("h", 1))));
        Assert.Equal((false, false), (state.Limits.HasQuotas, state.Limits.HasQuota("q")));
        Assert.Null(state.TakeWarning());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task No_change_is_lost_when_many_writers_change_one_record(string backend)
    {
        using var state = Open(backend);

        var turns = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Enumerable.Range(0, Changes).Select(_ => Change(state)).ToList())));

        const int All = Writers * Changes;
        Assert.Equal(Enumerable.Range(0, All).Select(turn => (long)turn), turns.SelectMany(turn => turn).Order());
        Assert.Equal(All, state.Turns.Peek("m"));
        Assert.Equal(All, state.Splits.Get("m", "b").Samples);
        Assert.Equal(All, state.Health.Get("t").Failures);
        Assert.Equal(All, state.Measurements.Get("n").Weight, 6);
        Assert.NotNull(state.Latencies.Get("t").Percentile(0.5));
        Assert.Equal(All, state.Limits.Change(records => records.CountCalls("h", int.MaxValue)));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_call_under_way_counts_until_it_is_removed(string backend)
    {
        using var state = Open(backend);
        var end = DateTimeOffset.UtcNow.AddMinutes(5);

        var (first, second) = state.Limits.Change(records => (records.AddCall("h", end), records.AddCall("h", end)));
        Assert.Equal((2, 0), state.Limits.Change(records => (records.CountCalls("h", 100), records.CountCalls("other", 100))));
        state.Limits.Change(records =>
        {
            records.RemoveCall(first);
            records.RemoveCall(first);
            return 0;
        });

        Assert.NotEqual(first, second);
        Assert.Equal(1, state.Limits.Change(records => records.CountCalls("h", 100)));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_quota_that_a_server_named_is_announced_and_forgotten_by_name(string backend)
    {
        using var state = Open(backend);
        var quota = new Quota(default, new QuotaWindow(20, Moment, TimeSpan.FromMinutes(1), 1, 60, Assumed: false), null);
        state.Limits.Change(records =>
        {
            records.SetQuota("q", quota);
            return 0;
        });
        state.Limits.Announce("q");

        Assert.Equal((true, true, false), (state.Limits.HasQuotas, state.Limits.HasQuota("q"), state.Limits.HasQuota("other")));
        Assert.Equal(quota, state.Limits.Change(records => records.GetQuota("q")));
        Assert.Equal(Quota.None, state.Limits.Change(records =>
        {
            records.ForgetQuotas(name => name == "q");
            return records.GetQuota("q");
        }));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void All_parts_of_a_record_come_back_as_they_were_written(string backend)
    {
        using var state = Open(backend);
        var health = TargetHealth.Fine with { Failures = 3 };
        var split = new SplitStatistics { Revision = "r|b 5 %", Samples = 7, Errors = 2, Cost = 0.0000001234567890123m, Window = [12, SplitStatistics.Failed], ReturnedAt = Moment, Reason = "it was slow", Told = true };

        Assert.Equal(health, state.Health.Update("t", _ => health));
        state.Splits.Update("m", "b", _ => split);
        state.Measurements.Update("n", _ => new Measurement(1.5, 2.5, Moment));

        Assert.Equal(health, state.Health.Get("t"));
        Assert.Equal(["t"], state.Health.All().Keys);
        Assert.Equal(split with { Window = [] }, state.Splits.Get("m", "b") with { Window = [] });
        Assert.Equal(split.Window, state.Splits.Get("m", "b").Window);
        Assert.Equal(new Measurement(1.5, 2.5, Moment), state.Measurements.Get("n"));
    }

    private static long Change(IStateBackend state)
    {
        state.Splits.Update("m", "b", last => last with { Samples = last.Samples + 1 });
        state.Health.Update("t", last => last with { Failures = last.Failures + 1 });
        state.Measurements.Update("n", last => last.Add(1, 1, Moment, TimeSpan.FromHours(1)));
        state.Latencies.Add("t", TimeSpan.FromMilliseconds(20));
        state.Limits.Change(records => records.AddCall("h", DateTimeOffset.UtcNow.AddMinutes(5)));
        return state.Turns.Next("m");
    }

    private IStateBackend Open(string backend) => backend switch
    {
        "memory" => StateBackends.Open(null, TimeProvider.System),
        "sqlite" => StateBackends.Open(_folder.Path, TimeProvider.System),
        _ => throw new KeyNotFoundException(backend),
    };
}
