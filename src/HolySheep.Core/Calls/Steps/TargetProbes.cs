using System;
using System.Threading.Tasks;
using HolySheep.Failures;
using HolySheep.Health;

namespace HolySheep.Calls.Steps;

/// <summary>Takes and gives back the one probe of a half-open target, and that of a half-open key.</summary>
internal sealed class TargetProbes(CallServices services)
{
    /// <summary>The step, with the probes taken that its target and key need; another step if another call has such a probe.</summary>
    public async ValueTask<NextStep> AdmitAsync(CallState call, NextStep step)
    {
        while (step is { Target: { } target } && step.Wait == TimeSpan.Zero && !await TryTakeAsync(call, target).ConfigureAwait(false))
        {
            step = NextStepPolicy.First(call.Progress, call.Now);
        }

        return step;
    }

    /// <summary>Takes the probes that a target and its key need, or moves to a key that needs none; false if the target cannot be asked now.</summary>
    public async ValueTask<bool> TryTakeAsync(CallState call, TargetProgress target)
    {
        // A target that is not due yet comes here only if no other target can be asked.
        var lastResort = target.OpenUntil is not null;
        if (target.NeedsProbe)
        {
            target.NeedsProbe = false;
            target.Probing = lastResort || await services.Health.TryProbeAsync(target.Candidate, call.Now).ConfigureAwait(false);
            if (!target.Probing)
            {
                target.OpenUntil = call.Now + call.Progress.Limits.Attempt;
                return false;
            }
        }

        while (target.Key is { NeedsProbe: true } key)
        {
            key.NeedsProbe = false;
            key.Probing = lastResort || await services.Health.Keys.TryProbeAsync(target.Candidate, call.SecretOf(target, key), call.Now).ConfigureAwait(false);
            if (key.Probing)
            {
                return true;
            }

            key.OpenUntil = call.Now + call.Progress.Limits.Attempt;
            if (!target.ChooseKey(call.Now))
            {
                await GiveBackAsync(call, target).ConfigureAwait(false);
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the probes of a target and key whose named time has come; false if another call has one of them.</summary>
    public async ValueTask<bool> TryTakeDueAsync(CallState call, TargetProgress target, DateTimeOffset now)
    {
        var isFree = services.Health.Look(target.Candidate, now).StateAt(now) == CircuitState.Closed
            || (target.Probing = await services.Health.TryProbeAsync(target.Candidate, now).ConfigureAwait(false));
        if (target.Key is { } key && isFree)
        {
            var secret = call.SecretOf(target, key);
            isFree = services.Health.Keys.Look(target.Candidate, secret, now).StateAt(now) == CircuitState.Closed
                || (key.Probing = await services.Health.Keys.TryProbeAsync(target.Candidate, secret, now).ConfigureAwait(false));
        }

        if (!isFree)
        {
            await GiveBackAsync(call, target).ConfigureAwait(false);
        }

        return isFree;
    }

    /// <summary>Makes a target the next one, and gives back the probes of the target before it.</summary>
    public async ValueTask SwitchToAsync(CallState call, TargetProgress target)
    {
        if (target != call.Target)
        {
            call.Target.NeedsProbe |= call.Target.Probing;
            foreach (var key in call.Target.Keys)
            {
                key.NeedsProbe |= key.Probing;
            }

            await GiveBackAsync(call, call.Target).ConfigureAwait(false);
        }

        call.Target = target;
    }

    /// <summary>Gives back every probe that the call still has.</summary>
    public async ValueTask GiveBackAllAsync(CallState call)
    {
        foreach (var target in call.Progress.Targets)
        {
            await GiveBackAsync(call, target).ConfigureAwait(false);
        }
    }

    private async ValueTask GiveBackAsync(CallState call, TargetProgress target)
    {
        if (target.Probing)
        {
            target.Probing = false;
            await services.Health.GiveUpProbeAsync(target.Candidate, call.Now).ConfigureAwait(false);
        }

        foreach (var key in target.Keys)
        {
            if (key.Probing)
            {
                key.Probing = false;
                await services.Health.Keys.GiveUpProbeAsync(target.Candidate, call.SecretOf(target, key), call.Now).ConfigureAwait(false);
            }
        }
    }
}
