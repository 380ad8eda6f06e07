using System;
using HolySheep.State.Sqlite;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.State;

public sealed class SqliteMeasurementStoreTests : IDisposable
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(1);
    private readonly TempHome _home = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero));

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_latency_measured_once_by_one_process_is_known_to_the_next()
    {
        using (var first = Open())
        {
            Measure(first, "one/alpha", 3);
        }

        using var next = Open();
        Assert.Equal(3, next.Measurements.Get("one/alpha").Mean);
        Assert.Null(next.Measurements.Get("two/alpha").Mean);
    }

    [Fact]
    public void Waiting_entries_are_written_when_the_process_ends()
    {
        using (var first = Open())
        {
            Measure(first, "one/alpha", 2);
            Measure(first, "one/alpha", 4);
            using var beside = Open();
            Assert.Equal(2, beside.Measurements.Get("one/alpha").Mean);
        }

        using var next = Open();
        Assert.Equal(3, next.Measurements.Get("one/alpha").Mean);
    }

    [Fact]
    public void Two_concurrent_measurements_are_both_kept()
    {
        using (var first = Open())
        using (var second = Open())
        {
            Measure(first, "one/alpha", 1);
            Measure(second, "one/alpha", 3);
            Measure(first, "one/alpha", 5);
            _time.Advance(TimeSpan.FromSeconds(5));
            Measure(first, "one/alpha", 3);
            Assert.Equal(3, first.Measurements.Get("one/alpha").Mean!.Value, 2);
        }

        using var next = Open();
        Assert.Equal(4, next.Measurements.Get("one/alpha").Weight, 2);
    }

    [Fact]
    public void Without_a_usable_file_measurements_are_kept_in_the_process()
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.Combine(_home.Folder, "state.db"));
        using var alone = Open();
        Measure(alone, "one/alpha", 7);
        Measure(alone, "one/alpha", 9);
        Assert.Equal(8, alone.Measurements.Get("one/alpha").Mean);
    }

    [Fact]
    public void A_time_outside_the_calendar_counts_as_long_ago()
    {
        using (var first = Open())
        {
            Measure(first, "one/alpha", 3);
        }

        using (var database = Sqlite.Engine.Database.Open(new Sqlite.Engine.DatabaseFile { Path = System.IO.Path.Combine(_home.Folder, "state.db"), Schema = StateSchema.Newest }))
        {
            database.Write(session => session.Execute("UPDATE measurements SET at = -1"));
        }

        using var next = Open();
        Measure(next, "one/alpha", 5);
        Assert.Equal(5, next.Measurements.Get("one/alpha").Mean!.Value, 3);
    }

    private IStateBackend Open() => StateBackends.Open(_home.Folder, _time);

    private void Measure(IStateBackend state, string name, double amount) => StoreWait.For(state.Measurements.AddAsync(name, new MeasuredValue(amount, 1, _time.GetUtcNow(), HalfLife)));
}
