using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Limits;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls;

/// <content>Room under the providers' limits.</content>
internal sealed partial class ChatCall
{
    private LimitPermit? _permit;
    private TimeSpan _waitForRoom;

    public LimitBook Limits => _services.Limits;

    /// <summary>Whether anything limits the calls of the target whose turn it is.</summary>
    public bool NeedsRoom => !IsOver && _services.Limits.Limits(Current.Candidate, KeyOf(Current));

    /// <summary>Whether anything limits the calls of a target.</summary>
    public bool IsLimited(TargetProgress target) => _services.Limits.Limits(target.Candidate, KeyOf(target));

    /// <summary>What the next attempt at a target wants of the limits.</summary>
    public LimitDemand DemandOf(TargetProgress target) =>
        _services.Limits.DemandOf(target.Candidate, KeyOf(target), () => PromptTokens + _services.Ledger.ExpectOutput(EntryOf(target, AttemptRole.Normal)), TimeLeft > TimeSpan.Zero ? TimeLeft : TimeSpan.Zero);

    /// <summary>Other targets of the model whose turn it is, that could take the call as it is.</summary>
    public IReadOnlyList<TargetProgress> Siblings()
    {
        List<TargetProgress>? siblings = null;
        foreach (var target in Progress.Targets)
        {
            if (target != Current && !target.NeedsProbe && target.Candidate.ChainIndex == Current.Candidate.ChainIndex && target.Untried(Now))
            {
                (siblings ??= []).Add(target);
            }
        }

        return siblings ?? (IReadOnlyList<TargetProgress>)[];
    }

    /// <summary>Goes on with a target that has room.</summary>
    /// <param name="target">The target.</param>
    /// <param name="permit">The room reserved; null where nothing limits it.</param>
    /// <param name="waited">How long the call waited for it.</param>
    public void Enter(TargetProgress target, LimitPermit? permit, TimeSpan waited)
    {
        Turn(target);
        (_permit, _waitForRoom) = (permit, waited);
    }

    /// <summary>Gives room and money back that no attempt has used.</summary>
    public void Leave()
    {
        GiveBack(TakePermit());
        GiveBack(TakeTicket());
    }

    /// <summary>Passes over targets that have no room within the call's time; the wait before the next, null where nobody is left.</summary>
    public TimeSpan? PassOver(IEnumerable<(TargetProgress Target, DateTimeOffset Until)> crowded)
    {
        foreach (var (target, until) in crowded)
        {
            (target.OpenUntil, target.OpenByHint, target.Crowded) = (until, true, true);
        }

        var before = Current.Candidate.Target;
        var step = Admitted(NextStepPolicy.First(Progress, Now));
        Trace(ChatTraceLevel.Verbose, (before, step), static facts => $"{facts.before}: no room under its limits in the time of the call; {facts.step}.");
        if (step.Target is not { } next)
        {
            return null;
        }

        Turn(next);
        return step.Wait;
    }

    /// <summary>The time on the call's own clock after a wait.</summary>
    public DateTimeOffset After(TimeSpan wait) => Now + wait;

    private void Turn(TargetProgress target)
    {
        if (target != Current && Current.Probing)
        {
            GiveUpProbe(Current);
            Current.NeedsProbe = true;
        }

        Current = target;
    }

    private void GiveBack(LimitPermit? permit)
    {
        if (permit is not null)
        {
            _services.Limits.Settle(permit, tokens: 0, sent: false);
        }
    }

    private LimitPermit? TakePermit()
    {
        var permit = _permit;
        (_permit, _waitForRoom) = (null, TimeSpan.Zero);
        return permit;
    }

    private void Settle(OngoingAttempt attempt, ChatUsage? usage)
    {
        if (attempt.Permit is { } permit)
        {
            // What a provider turned away may well count against its limits all the same.
            _services.Limits.Settle(permit, usage?.TotalTokens);
        }
    }

    /// <summary>Gives back what the call still holds, however it ended: also where a fault of our own did, or where nobody was asked after all.</summary>
    public async ValueTask LandAsync()
    {
        Cancel();
        foreach (var target in Progress.Targets)
        {
            if (target.Probing)
            {
                GiveUpProbe(target);
            }
        }

        await SettledAsync().ConfigureAwait(false);
    }
}
