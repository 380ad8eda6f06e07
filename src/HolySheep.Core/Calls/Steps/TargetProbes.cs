using System;
using HolySheep.Failures;

namespace HolySheep.Calls.Steps;

/// <summary>Takes and gives back the one probe of a half-open target.</summary>
internal sealed class TargetProbes(CallServices services)
{
    /// <summary>The step, with the probe taken that its target needs; another step if another call has that probe.</summary>
    public NextStep Admit(CallState call, NextStep step)
    {
        while (step is { Target: { NeedsProbe: true } target } && step.Wait == TimeSpan.Zero)
        {
            // A target that is not due yet comes here only if no other target can be asked.
            var lastResort = target.OpenUntil is not null;
            target.NeedsProbe = false;
            target.Probing = lastResort || services.Health.TryProbe(target.Candidate, call.Now);
            if (target.Probing)
            {
                break;
            }

            target.OpenUntil = call.Now + call.Progress.Limits.Attempt;
            step = NextStepPolicy.First(call.Progress, call.Now);
        }

        return step;
    }

    /// <summary>Makes a target the next one, and gives back the probe of the target before it.</summary>
    public void SwitchTo(CallState call, TargetProgress target)
    {
        if (target != call.Target && call.Target.Probing)
        {
            GiveBack(call, call.Target);
            call.Target.NeedsProbe = true;
        }

        call.Target = target;
    }

    /// <summary>Gives back every probe that the call still has.</summary>
    public void GiveBackAll(CallState call)
    {
        foreach (var target in call.Progress.Targets)
        {
            if (target.Probing)
            {
                GiveBack(call, target);
            }
        }
    }

    private void GiveBack(CallState call, TargetProgress target)
    {
        target.Probing = false;
        services.Health.GiveUpProbe(target.Candidate, call.Now);
    }
}
