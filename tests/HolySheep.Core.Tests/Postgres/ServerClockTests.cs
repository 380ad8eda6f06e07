using System;
using HolySheep.Postgres.Connections;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>What a process knows of the server's clock.</summary>
public class ServerClockTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 2, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(90)]
    [InlineData(-7200)]
    public void Two_machines_whose_clocks_differ_agree_on_the_servers_time(int secondsAhead)
    {
        var (one, other) = (new ServerClock(_time, follows: true), new ServerClock(_time, follows: true));
        var server = _time.GetUtcNow().AddSeconds(secondsAhead);
        one.Learn(_time.GetTimestamp(), server.UtcDateTime);
        var stored = one.ToServer(_time.GetUtcNow().AddSeconds(30));

        Assert.Equal(server.AddSeconds(30), stored);
        Assert.Equal(_time.GetUtcNow().AddSeconds(30), one.ToLocal(stored));
        Assert.Equal(stored, other.ToLocal(stored));
        Assert.Equal(server, one.Now);
    }

    [Fact]
    public void The_fastest_reply_counts_for_a_minute()
    {
        var clock = new ServerClock(_time, follows: true);
        Reply(clock, TimeSpan.FromMilliseconds(2), ahead: 10);
        Reply(clock, TimeSpan.FromMilliseconds(400), ahead: 99);
        Assert.Equal(10, (clock.Now - _time.GetUtcNow()).TotalSeconds, 3);

        _time.Advance(TimeSpan.FromSeconds(61));
        Reply(clock, TimeSpan.FromMilliseconds(400), ahead: 20);
        Assert.Equal(20, (clock.Now - _time.GetUtcNow()).TotalSeconds, 3);
    }

    [Fact]
    public void Times_at_the_ends_of_the_calendar_stay_in_it()
    {
        var clock = new ServerClock(_time, follows: true);
        Reply(clock, TimeSpan.Zero, ahead: 60);

        Assert.Equal((DateTimeOffset.MaxValue, DateTimeOffset.MinValue), (clock.ToServer(DateTimeOffset.MaxValue), clock.ToLocal(DateTimeOffset.MinValue)));
    }

    private void Reply(ServerClock clock, TimeSpan took, int ahead)
    {
        var sentAt = _time.GetTimestamp();
        _time.Advance(took / 2);
        var server = _time.GetUtcNow().AddSeconds(ahead);
        _time.Advance(took / 2);
        clock.Learn(sentAt, server.UtcDateTime);
    }
}
