using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Health;

namespace HolySheep.Calls.Steps;

/// <summary>Decides what a call does next: <see cref="NextStepPolicy"/> says which target follows, <see cref="TargetProbes"/> whether it may be asked now.</summary>
internal sealed class CallSteps(CallServices services, TargetProbes probes)
{
    // Another call may have found out by then whether a target is back.
    private static readonly TimeSpan ProbeOfAnother = TimeSpan.FromSeconds(5);

    /// <summary>Decides the first step of a call.</summary>
    public async ValueTask BeginAsync(CallState call)
    {
        var first = await probes.AdmitAsync(call, NextStepPolicy.First(call.Progress, call.StartedOn)).ConfigureAwait(false);
        call.Target = first.Target ?? call.Target;
        call.NextWait = first.Wait;
        call.HasStart = first.Target is not null;
    }

    /// <summary>Decides the step after a failure that was recorded; false if the call ends with it.</summary>
    public async ValueTask<bool> GoOnAfterFailureAsync(CallState call, FailedAttempt failed)
    {
        var rules = new CallerRules(call.Request.FallbackOnRefusal, call.Request.OnCut == CutAction.Restart);
        var step = await probes.AdmitAsync(call, NextStepPolicy.After(call.Progress, call.Target, failed.Failure, rules, failed.At, failed.Random)).ConfigureAwait(false);
        services.Trace.Verbose(call, (failed, step), static facts => $"{facts.failed.Candidate.Target}: {facts.failed.Kind}, {facts.failed.Failure.Message}; {facts.step}.");
        if (step.Target is not { } target)
        {
            return false;
        }

        // The first attempt at a target after its group's time has passed does not count as a wait for its hint.
        target.Waits += target.OpenByHint && (target.Tries > 0 || step.Wait > TimeSpan.Zero) ? 1 : 0;
        target.Retries += target == call.Target && !target.OpenByHint && !target.HasMovedOn ? 1 : 0;
        call.Target = target;
        call.NextWait = step.Wait;
        return true;
    }

    /// <summary>Decides the step after a budget refused the target; false if no target is left.</summary>
    public async ValueTask<bool> GoOnAfterRefusalAsync(CallState call)
    {
        var refusal = call.BudgetRefusal!;
        call.Target.Closed = true;
        call.AddRefusal(call.Target, refusal);
        if (refusal.Action == BudgetAction.Downgrade && call.Route.Downgrades.TryGetValue(refusal.Budget, out var models))
        {
            call.IsDowngraded = true;
            call.Warnings.Add($"{refusal.Message}; {string.Join(", ", models)} may answer in its place.");
            foreach (var target in call.Progress.Targets)
            {
                // The refused target may be one of those that take over: it is asked again as such.
                target.Closed = !models.Contains(target.Candidate.ChainModel) || (target.Closed && target != call.Target && !target.Candidate.Standby);
            }
        }

        var step = await probes.AdmitAsync(call, NextStepPolicy.First(call.Progress, call.Now)).ConfigureAwait(false);
        services.Trace.Verbose(call, (refusal, step), static facts => $"{facts.refusal.Message}; {facts.step}.");
        if (step.Target is not { } next)
        {
            return false;
        }

        await probes.SwitchToAsync(call, next).ConfigureAwait(false);
        call.NextWait = step.Wait;
        return true;
    }

    /// <summary>Passes over targets without room in the call's time.</summary>
    /// <returns>The wait before the next target; null if no target is left.</returns>
    public async ValueTask<TimeSpan?> PassOverAsync(CallState call, IEnumerable<(TargetProgress Target, DateTimeOffset Until)> crowded)
    {
        foreach (var (target, until) in crowded)
        {
            (target.OpenUntil, target.OpenByHint, target.Crowded) = (until, true, true);
        }

        var before = call.Target.Candidate.Target;
        var step = await probes.AdmitAsync(call, NextStepPolicy.First(call.Progress, call.Now)).ConfigureAwait(false);
        services.Trace.Verbose(call, (before, step), static facts => $"{facts.before}: no room under its limits in the time of the call; {facts.step}.");
        if (step.Target is not { } next)
        {
            return null;
        }

        await probes.SwitchToAsync(call, next).ConfigureAwait(false);
        return step.Wait;
    }

    /// <summary>Whether the call waited for a time that the target's provider named, which may have been put off since.</summary>
    public static bool MustLookAgain(CallState call) => call.NextWait > TimeSpan.Zero && call.Target.OpenByHint;

    /// <summary>Looks again at a target whose named time was waited for: of all the calls that waited, one probes it.</summary>
    /// <returns>The wait that follows, zero if the attempt may begin; null if the time was put off beyond the call's deadline.</returns>
    public async ValueTask<TimeSpan?> LookAgainAsync(CallState call)
    {
        if (!MustLookAgain(call) || call.IsOver)
        {
            return TimeSpan.Zero;
        }

        await services.Health.RefreshAsync().ConfigureAwait(false);

        // A timer may wake a little before its time.
        var waited = call.Target;
        var now = waited.OpenUntil > call.Now ? waited.OpenUntil.Value : call.Now;
        var own = services.Health.Look(waited.Candidate, now);
        var health = waited.Key is { } key ? TargetHealth.Worse(own, services.Health.Keys.Look(waited.Candidate, call.SecretOf(waited, key), now)) : own;
        var state = health.StateAt(now);
        if (state == CircuitState.Closed || (state == CircuitState.HalfOpen && (await probes.TryTakeDueAsync(call, waited, now).ConfigureAwait(false) || !call.Progress.OthersUntried(waited, now))))
        {
            // If another call probes it but no other target could answer, it is asked all the same.
            return TimeSpan.Zero;
        }

        var putOff = state == CircuitState.Open ? (health.OpenUntil, health.ByHint) : (now + ProbeOfAnother, true);
        if (!waited.PutOff(ReferenceEquals(health, own) ? null : waited.Key, putOff, now) && await probes.TryTakeAsync(call, waited).ConfigureAwait(false))
        {
            return TimeSpan.Zero;
        }

        var step = await probes.AdmitAsync(call, NextStepPolicy.First(call.Progress, now)).ConfigureAwait(false);
        if (step.Target is null && waited.OpenByHint && waited.OpenUntil < call.Progress.Deadline)
        {
            // A wait that is put off is still the same wait.
            step = new NextStep(waited, waited.OpenUntil.Value - now);
        }

        services.Trace.Verbose(call, (waited.Candidate.Target, state, step), static facts => $"{facts.Target} is {facts.state} after the wait; {facts.step}.");
        if (step.Target is not { } next)
        {
            return waited.OpenByHint ? null : TimeSpan.Zero;
        }

        await probes.SwitchToAsync(call, next).ConfigureAwait(false);
        next.Waits += next != waited && step.Wait > TimeSpan.Zero ? 1 : 0;
        call.NextWait += step.Wait;
        return step.Wait;
    }
}
