using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Planning.Splits;
using Xunit;

namespace HolySheep.State.Contracts;

/// <summary>What every backend promises of turns, statistics of splits, latencies and measurements.</summary>
public sealed class CountedStoresContract : StoreContract
{
    private static readonly SplitOptions Split = new() { Model = "m", To = [new SplitMember("b", 5)], MinSamples = 2, MaxErrorRate = 0.4 };

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_missing_record_has_the_default_value(string backend)
    {
        var state = Open(backend);

        Assert.Equal((0L, 0L), (state.Turns.Peek("m"), state.Turns.Peek("other")));
        Assert.Same(SplitStatistics.None, state.Splits.Get("m", "b"));
        Assert.Equal(Measurement.None, state.Measurements.Get("n"));
        Assert.Null(state.Latencies.Get("t").Percentile(0.5));
        Assert.Null(state.TakeWarning());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task Each_turn_is_taken_once_by_two_processes(string backend)
    {
        var turns = await ManyAsync(backend, state => new ValueTask<long>(state.Turns.Next("m")));

        Assert.Equal(Writers * Changes, turns.Distinct().Count());
        if (!TestedBackend.Of(backend).TakesTurnsAhead)
        {
            Assert.Equal(Enumerable.Range(0, Writers * Changes).Select(turn => (long)turn), turns.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void To_look_at_a_turn_does_not_take_it(string backend)
    {
        var (one, other) = OpenTwo(backend);
        one.Turns.Next("m");

        Assert.Equal((1L, 1L, 1L, 2L), (other.Turns.Peek("m"), other.Turns.Peek("m"), other.Turns.Next("m"), one.Turns.Peek("m")));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task No_call_of_a_side_is_lost_and_its_return_is_reported_once_by_two_processes(string backend)
    {
        var outcomes = await ManyAsync(backend, state => state.Splits.ChangeAsync("m", "b", Sample(null)));

        Assert.Equal(Writers * Changes, outcomes.Max(outcome => outcome.Statistics.Samples));
        var told = Assert.Single(outcomes, outcome => outcome.TellsReturn).Statistics;
        Assert.Equal((2L, 2L, (DateTimeOffset?)Start, true), (told.Samples, told.Errors, told.ReturnedAt, told.Told));
        Assert.Contains("2 of the last 2 calls", told.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task All_that_is_known_of_a_side_comes_back_as_it_was(string backend)
    {
        var (one, other) = OpenTwo(backend);
        await one.Splits.ChangeAsync("m", "b", Sample(TimeSpan.FromMilliseconds(12), 0.0000001234567890123m));
        await one.Splits.ChangeAsync("m", "b", Sample(null));

        await other.Health.RefreshAsync();
        var known = other.Splits.Get("m", "b");
        Assert.Equal((Split.Revision, 2L, 1L, (decimal?)0.0000001234567890123m, (DateTimeOffset?)Start, true), (known.Revision, known.Samples, known.Errors, known.Cost, known.ReturnedAt, known.Told));
        Assert.Equal([12, SplitStatistics.Failed], known.Window);
        Assert.NotNull(known.Reason);

        await other.Splits.ChangeAsync("m", "b", Sample(TimeSpan.FromSeconds(1), null));
        await one.Health.RefreshAsync();
        Assert.Equal((3L, null), one.Splits.Get("m", "b") is var last ? (last.Samples, last.Cost) : default);
        Assert.Equal(0, one.Splits.Get("m", "m").Samples);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task No_latency_and_no_value_is_lost(string backend)
    {
        await ManyAsync(backend, async state =>
        {
            await state.Latencies.AddAsync("t", TimeSpan.FromMilliseconds(20));
            await state.Measurements.AddAsync("n", new MeasuredValue(3, 1, Start, TimeSpan.FromHours(1)));
            return state;
        });

        var (one, _) = OpenTwo(backend);
        await one.Health.RefreshAsync();
        await one.Latencies.AddAsync("t", TimeSpan.FromMilliseconds(20));
        await one.Measurements.AddAsync("n", new MeasuredValue(3, 1, Start, TimeSpan.FromHours(1)));
        Assert.Equal(3, one.Measurements.Get("n").Mean!.Value, 6);
        if (TestedBackend.Of(backend).IsShared)
        {
            Assert.NotNull(one.Latencies.Get("t").Percentile(0.5));
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task All_values_of_many_writers_count(string backend)
    {
        var state = Open(backend);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < Changes; number++)
            {
                await state.Measurements.AddAsync("n", new MeasuredValue(1, 1, Start, TimeSpan.FromHours(1)));
            }
        })));

        Assert.Equal(Writers * Changes, state.Measurements.Get("n").Weight, 6);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_measurement_that_nothing_refreshed_for_its_lifetime_starts_again(string backend)
    {
        var state = Open(backend);
        await state.Measurements.AddAsync("n", new MeasuredValue(10, 1, Start, TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)));
        await state.Measurements.AddAsync("n", new MeasuredValue(20, 1, Start.AddMinutes(10), TimeSpan.FromDays(999), TimeSpan.FromMinutes(10)));
        Assert.Equal(15, state.Measurements.Get("n").Mean!.Value, 3);

        await state.Measurements.AddAsync("n", new MeasuredValue(3, 1, Start.AddMinutes(21), TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)));
        Assert.Equal(new Measurement(3, 1, Start.AddMinutes(21)), state.Measurements.Get("n"));

        await state.Measurements.AddAsync("n", new MeasuredValue(5, 1, Start, TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)));
        Assert.Equal(new Measurement(5, 1, Start), state.Measurements.Get("n"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Where_the_place_fails_all_of_them_go_on_in_the_process_and_one_warning_says_so(string backend, string fault)
    {
        var state = OpenWithFault(backend, fault);
        var turns = new List<long> { state.Turns.Next("m"), state.Turns.Next("m") };
        Assert.Equal(turns[0] + 1, turns[1]);
        await state.Splits.ChangeAsync("m", "b", Sample(TimeSpan.Zero));
        Assert.Equal(2, (await state.Splits.ChangeAsync("m", "b", Sample(TimeSpan.Zero))).Statistics.Samples);
        await state.Measurements.AddAsync("n", new MeasuredValue(7, 1, Start, TimeSpan.FromHours(1)));
        await state.Measurements.AddAsync("n", new MeasuredValue(9, 1, Start, TimeSpan.FromHours(1)));
        Assert.Equal(8, state.Measurements.Get("n").Mean);
        for (var answers = 0; answers < 20; answers++)
        {
            await state.Latencies.AddAsync("t", TimeSpan.FromMilliseconds(20));
        }

        Assert.NotNull(state.Latencies.Get("t").Percentile(0.5));
        Assert.NotNull(state.TakeWarning());
        Assert.Null(state.TakeWarning());
    }

    private static SplitChange Sample(TimeSpan? latency, decimal? cost = 0m) => new(Split, Start) { Sample = new SplitSample(latency, cost), MayReturn = true, CanTell = true };
}
