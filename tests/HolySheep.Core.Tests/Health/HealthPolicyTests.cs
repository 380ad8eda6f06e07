using System;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using Xunit;

namespace HolySheep.Health;

public sealed class HealthPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HealthOptions Options = new();
    private static readonly Failure ServerFault = new() { Signal = FailureSignal.ServerError, Status = 500, Message = "down" };

    [Fact]
    public void Four_failures_in_a_row_leave_a_target_closed_and_the_fifth_opens_it_for_ten_seconds()
    {
        var four = Fail(TargetHealth.Fine, 4);
        var five = Fail(four, 1);

        Assert.Equal(CircuitState.Closed, four.StateAt(Start));
        Assert.Equal(CircuitState.Open, five.StateAt(Start));
        Assert.Equal(Start.AddSeconds(10), five.OpenUntil);
    }

    [Fact]
    public void An_answer_between_failures_restarts_the_count()
    {
        var health = Fail(HealthPolicy.AfterAnswer(Fail(TargetHealth.Fine, 4), Start, Start), 4);

        Assert.Equal(CircuitState.Closed, health.StateAt(Start));
    }

    [Theory]
    [InlineData(9, 6, false)]
    [InlineData(10, 5, false)]
    [InlineData(10, 6, true)]
    [InlineData(12, 7, true)]
    public void More_than_half_of_at_least_ten_calls_in_thirty_seconds_opens_a_target(int calls, int failures, bool open)
    {
        // Failures and answers take turns, so that no five failures come in a row.
        var health = TargetHealth.Fine;
        var answers = calls - failures;
        for (var i = 0; i < calls; i++)
        {
            health = i % 2 == 1 && answers-- > 0 ? HealthPolicy.AfterAnswer(health, Start, Start) : Fail(health, 1);
        }

        Assert.Equal(open, health.StateAt(Start) == CircuitState.Open);
    }

    [Fact]
    public void Failures_older_than_thirty_seconds_are_forgotten()
    {
        var health = TargetHealth.Fine;
        for (var i = 0; i < 4; i++)
        {
            health = Fail(health, 1);
        }

        health = HealthPolicy.AfterAnswer(health, Start, Start);
        var later = Start.AddSeconds(35);
        for (var i = 0; i < 7; i++)
        {
            health = i % 2 == 0 ? HealthPolicy.AfterAnswer(health, later, later) : Fail(health, 1, later);
        }

        Assert.Equal(CircuitState.Closed, health.StateAt(later));
    }

    [Fact]
    public void Breaks_double_from_ten_seconds_up_to_thirty_while_probes_fail()
    {
        var health = Fail(TargetHealth.Fine, 5);
        var breaks = new double[4];
        for (var i = 0; i < breaks.Length; i++)
        {
            breaks[i] = (health.OpenUntil!.Value - health.OpenedAt!.Value).TotalSeconds;
            var probe = health.OpenUntil.Value;
            Assert.Equal(CircuitState.HalfOpen, health.StateAt(probe));
            health = Fail(HealthPolicy.AfterProbeBegan(health, probe), 1, probe);
        }

        Assert.Equal([10, 20, 30, 30], breaks);
    }

    [Fact]
    public void A_probe_that_is_answered_closes_the_target_and_it_returns_by_a_quarter_a_half_and_all()
    {
        var open = Fail(TargetHealth.Fine, 5);
        var probe = Start.AddSeconds(10);

        var closed = HealthPolicy.AfterAnswer(HealthPolicy.AfterProbeBegan(open, probe), probe, probe);

        Assert.Equal(CircuitState.Closed, closed.StateAt(probe));
        Assert.Equal([0.25, 0.5, 1], new[] { 0, 15, 30 }.Select(seconds => closed.ShareAt(probe.AddSeconds(seconds))));
        Assert.Equal(10, (Fail(closed, 5, probe).OpenUntil - probe)!.Value.TotalSeconds);
    }

    [Fact]
    public void Only_one_probe_is_free_until_its_prober_has_been_gone_for_a_minute()
    {
        var open = HealthPolicy.AfterProbeBegan(Fail(TargetHealth.Fine, 5), Start.AddSeconds(10));

        Assert.False(open.ProbeIsFree(Start.AddSeconds(60)));
        Assert.True(open.ProbeIsFree(Start.AddSeconds(71)));
        Assert.True(HealthPolicy.AfterProbeGaveUp(open).ProbeIsFree(Start.AddSeconds(11)));
    }

    [Fact]
    public void Outcomes_of_calls_begun_before_the_opening_change_nothing()
    {
        var open = Fail(TargetHealth.Fine, 5);
        var before = Start.AddSeconds(-1);

        Assert.Equal(open, HealthPolicy.AfterAnswer(open, before, Start.AddSeconds(1)));
        Assert.Equal(open, HealthPolicy.AfterFailure(open, OutcomeKind.Transient, ServerFault, before, Start.AddSeconds(1), Options));
    }

    [Fact]
    public void A_wait_hint_opens_until_its_time_and_of_two_the_later_holds()
    {
        var first = Throttle(TargetHealth.Fine, TimeSpan.FromSeconds(60), Start);
        var shorter = Throttle(first, TimeSpan.FromSeconds(5), Start.AddSeconds(1));
        var fromBefore = HealthPolicy.AfterFailure(first, OutcomeKind.Throttled, Hint(TimeSpan.FromSeconds(90)), Start.AddSeconds(-1), Start, Options);

        Assert.Equal((Start.AddSeconds(60), true), (first.OpenUntil, first.ByHint));
        Assert.Equal(Start.AddSeconds(60), shorter.OpenUntil);
        Assert.Equal(Start.AddSeconds(90), fromBefore.OpenUntil);
    }

    [Theory]
    [InlineData(0, true), InlineData(1, false), InlineData(3_000_000, false)]
    public void A_target_that_is_open_for_longer_than_a_day_and_a_break_was_opened_by_a_wrong_clock(int seconds, bool kept)
    {
        var until = Start.AddDays(1) + Options.MaxBreak + TimeSpan.FromSeconds(seconds);
        var open = Throttle(TargetHealth.Fine, TimeSpan.FromSeconds(60), Start) with { OpenUntil = until };
        Assert.Equal(kept ? until : Start, HealthPolicy.Believable(open, Start, Options).OpenUntil);
    }

    [Theory]
    [InlineData(429, 5)]
    [InlineData(402, 900)]
    [InlineData(404, 10)]
    public void Some_failures_open_at_once(int status, double seconds)
    {
        var failure = new Failure { Signal = FailureSignal.None, Status = status, Message = "no" };
        var health = HealthPolicy.AfterFailure(TargetHealth.Fine, failure.Kind, failure, Start, Start, Options);

        Assert.Equal(seconds, (health.OpenUntil!.Value - Start).TotalSeconds);
        Assert.False(health.ByHint);
    }

    private static TargetHealth Fail(TargetHealth health, int times, DateTimeOffset? at = null)
    {
        for (var i = 0; i < times; i++)
        {
            health = HealthPolicy.AfterFailure(health, OutcomeKind.Transient, ServerFault, at ?? Start, at ?? Start, Options);
        }

        return health;
    }

    private static TargetHealth Throttle(TargetHealth health, TimeSpan hint, DateTimeOffset now) =>
        HealthPolicy.AfterFailure(health, OutcomeKind.Throttled, Hint(hint), now, now, Options);

    private static Failure Hint(TimeSpan hint) => new() { Signal = FailureSignal.RateLimited, Status = 429, WaitHint = hint, Message = "slow down" };
}
