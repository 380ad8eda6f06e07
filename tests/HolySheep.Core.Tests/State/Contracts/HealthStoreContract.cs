using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Health;
using Xunit;

namespace HolySheep.State.Contracts;

/// <summary>What every backend promises of the health of targets.</summary>
public sealed class HealthStoreContract : StoreContract
{
    private const string Name = "one/alpha";
    private static readonly HealthOptions Options = new();

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_target_without_a_record_is_fine(string backend)
    {
        var health = Open(backend).Health;
        await health.RefreshAsync();

        Assert.Same(TargetHealth.Fine, health.Get(Name));
        Assert.Empty(health.All());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task No_change_of_two_processes_is_lost(string backend)
    {
        var outcomes = await ManyAsync(backend, state => state.Health.ChangeAsync(Name, Failed()));

        Assert.Equal(Enumerable.Range(1, Writers * Changes), outcomes.Select(outcome => outcome.Health.Failures).Order());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task Of_all_calls_of_two_processes_one_gets_the_probe_and_gives_it_back(string backend)
    {
        var (one, other) = OpenTwo(backend);
        await one.Health.ChangeAsync(Name, Failed(OutcomeKind.Throttled, TimeSpan.Zero));
        await other.Health.RefreshAsync();

        var probes = await Task.WhenAll(Enumerable.Range(0, 8).Select(call => Task.Run(async () =>
            (await (call % 2 == 0 ? one : other).Health.ChangeAsync(Name, HealthChange.ProbeBegan(Start, Options))).TookProbe)));
        Assert.Single(probes, took => took);

        await one.Health.ChangeAsync(Name, HealthChange.ProbeGaveUp(Start, Options));
        Assert.True((await other.Health.ChangeAsync(Name, HealthChange.ProbeBegan(Start, Options))).TookProbe);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task What_one_process_changed_the_other_knows_after_it_refreshed(string backend)
    {
        var (one, other) = OpenTwo(backend);
        await one.Health.ChangeAsync(Name, Failed(OutcomeKind.OutOfMoney));
        var written = one.Health.Get(Name);
        await other.Health.RefreshAsync();

        var known = other.Health.Get(Name);
        Assert.Equal(written with { Window = known.Window }, known);
        Assert.Equal(CircuitState.Open, known.StateAt(Start));
        Assert.Equal(CircuitState.HalfOpen, known.StateAt(Start.AddMinutes(15)));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task The_answer_of_a_probe_closes_a_target_for_both_and_a_reset_forgets_it(string backend)
    {
        var (one, other) = OpenTwo(backend);
        await one.Health.ChangeAsync(Name, Failed(OutcomeKind.OutOfMoney));
        await other.Health.RefreshAsync();
        await other.Health.ChangeAsync(Name, HealthChange.Answered(Start.AddHours(1), Start.AddHours(1), Options));
        await one.Health.RefreshAsync();
        Assert.Equal((CircuitState.Closed, (DateTimeOffset?)Start.AddHours(1)), (one.Health.Get(Name).StateAt(Start), one.Health.Get(Name).ClosedAt));

        await one.Health.ChangeAsync(Name, Failed());
        await other.Health.ChangeAsync(Name, HealthChange.Reset(Start, Options));
        await one.Health.RefreshAsync();
        Assert.Equal((0, null), (one.Health.Get(Name).Failures, one.Health.Get(Name).ClosedAt));
        Assert.Equal(1, (await one.Health.ChangeAsync(Name, Failed())).Health.Failures);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_time_of_a_clock_that_was_set_back_since_keeps_no_target_out(string backend)
    {
        var health = Open(backend).Health;
        await health.ChangeAsync(Name, HealthChange.Failed(OutcomeKind.OutOfMoney, new Failure { Signal = FailureSignal.QuotaExhausted, Message = "empty" }, Start.AddYears(1), Start.AddYears(1), Options));

        Assert.True((await health.ChangeAsync(Name, HealthChange.ProbeBegan(Start, Options))).TookProbe);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Where_the_place_fails_health_goes_on_in_the_process_and_one_warning_says_so(string backend, string fault)
    {
        var state = OpenWithFault(backend, fault);
        await state.Health.RefreshAsync();
        for (var failures = 1; failures <= 3; failures++)
        {
            Assert.Equal(failures, (await state.Health.ChangeAsync(Name, Failed())).Health.Failures);
        }

        Assert.Equal(3, state.Health.Get(Name).Failures);
        Assert.NotNull(state.TakeWarning());
        Assert.Null(state.TakeWarning());
    }

    private static HealthChange Failed(OutcomeKind kind = OutcomeKind.Transient, TimeSpan? hint = null) =>
        HealthChange.Failed(kind, new Failure { Signal = FailureSignal.ServerError, Message = "down", WaitHint = hint }, Start, Start, Options);
}
