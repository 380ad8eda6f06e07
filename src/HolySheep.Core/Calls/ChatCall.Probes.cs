using System;
using HolySheep.Chat;
using HolySheep.Health;

namespace HolySheep.Calls;

/// <content>The one call that a half-open target takes.</content>
internal sealed partial class ChatCall
{
    // When a target is looked at again whose one probe another call has: it may be back by then.
    private static readonly TimeSpan ProbeOfAnother = TimeSpan.FromSeconds(5);

    /// <summary>Looks again at the target whose named time was waited for; the wait that follows, zero where the attempt may begin, null where the time was put off beyond the call's.</summary>
    public TimeSpan? WaitAgain()
    {
        if (NextWait == TimeSpan.Zero || !Current.OpenByHint || IsOver)
        {
            return TimeSpan.Zero;
        }

        _services.Health.Refresh();

        // A timer may wake a hair before its time.
        var now = Current.OpenUntil > Now ? Current.OpenUntil.Value : Now;
        var health = _services.Health.Look(Current.Candidate, now);
        var state = health.StateAt(now);
        Current.Probing = state == CircuitState.HalfOpen && _services.Health.TryProbe(Current.Candidate, now);
        if (state == CircuitState.Closed || Current.Probing || (state == CircuitState.HalfOpen && !Progress.OthersUntried(Current, now)))
        {
            // Where another call finds out already and nobody else could answer, it is asked all the same.
            return TimeSpan.Zero;
        }

        (Current.OpenUntil, Current.OpenByHint) = state == CircuitState.Open ? (health.OpenUntil, health.ByHint) : (now + ProbeOfAnother, true);
        var waited = Current;
        var step = Admitted(NextStepPolicy.First(Progress, now));
        if (step.Target is null && waited.OpenByHint && waited.OpenUntil < Progress.Deadline)
        {
            // A wait that is put off is the same wait still.
            step = new NextStep(waited, waited.OpenUntil.Value - now);
        }

        Trace(ChatTraceLevel.Verbose, (waited.Candidate.Target, state, step), static facts => $"{facts.Target} is {facts.state} after the wait; {facts.step}.");
        if (step.Target is not { } next)
        {
            return waited.OpenByHint ? null : TimeSpan.Zero;
        }

        Turn(next);
        next.Waits += next != waited && step.Wait > TimeSpan.Zero ? 1 : 0;
        NextWait += step.Wait;
        return step.Wait;
    }

    /// <summary>A half-open target takes one call: where another has it, the next step is looked for without this target.</summary>
    private NextStep Admitted(NextStep step)
    {
        while (step is { Target: { NeedsProbe: true } target } && step.Wait == TimeSpan.Zero)
        {
            // One that is not due yet comes here only where nobody else can be asked.
            var lastResort = target.OpenUntil is not null;
            target.NeedsProbe = false;
            target.Probing = lastResort || _services.Health.TryProbe(target.Candidate, Now);
            if (target.Probing)
            {
                break;
            }

            target.OpenUntil = Now + Progress.Limits.Attempt;
            step = NextStepPolicy.First(Progress, Now);
        }

        return step;
    }

    private void GiveUpProbe(TargetProgress target)
    {
        target.Probing = false;
        _services.Health.GiveUpProbe(target.Candidate, Now);
    }
}
