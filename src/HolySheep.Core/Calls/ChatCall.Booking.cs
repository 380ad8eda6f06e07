using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Providers;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls;

/// <content>What attempts cost: booked before they leave, settled before the caller hears of them.</content>
internal sealed partial class ChatCall
{
    // A ledger that somebody holds leaves an attempt half of the time that there is, one for speed alone a second, and a booking a second where none is left.
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);

    private List<Task<IReadOnlyList<string>>>? _settling;
    private LedgerTicket? _ticket;
    private string? _id;
    private bool _downgraded;

    /// <summary>Whether anybody keeps books, or the call has a limit of cost.</summary>
    public bool IsBooked => _services.Ledger is not NoLedger || Progress.Limits.MaxCost is not null;

    /// <summary>Stops the call.</summary>
    public CancellationToken Caller { get; set; }

    /// <summary>Why a budget stopped the call; null where none did.</summary>
    public BudgetRefusal? Refusal { get; private set; }

    /// <summary>Books the attempt that is about to begin; false where a budget refuses it.</summary>
    /// <exception cref="OperationCanceledException">The caller went while somebody else held the ledger.</exception>
    public async Task<bool> BookAsync()
    {
        // What an earlier attempt reserved and did not use must not stop this one.
        await SettledAsync().ConfigureAwait(false);
        var ticket = await _services.Ledger.BeginAsync(EntryOf(Current, AttemptRole.Normal), HalfTheTime()).ConfigureAwait(false);
        _warnings.AddRange(ticket.Warnings);
        Refusal = ticket.Refusal;
        _ticket = ticket;
        return ticket.Refusal is null;
    }

    /// <summary>Goes on after a budget refused the target whose turn it is; false where nobody is left, <see cref="NextWait"/> is the wait before the next.</summary>
    public bool TurnAway()
    {
        var refusal = Refusal!;
        Leave();
        (Current.Closed, Current.TurnedAway) = (true, refusal);
        if (refusal.Action == BudgetAction.Downgrade && Route.Downgrades.TryGetValue(refusal.Budget, out var models))
        {
            _downgraded = true;
            _warnings.Add($"{refusal.Message}; {string.Join(", ", models)} may answer in its place.");
            foreach (var target in Progress.Targets)
            {
                // The target that was turned away may be one of those that take over: it is asked again as such.
                target.Closed = !models.Contains(target.Candidate.ChainModel) || (target.Closed && target != Current && !target.Candidate.Standby);
            }
        }

        var step = Admitted(NextStepPolicy.First(Progress, Now));
        Trace(ChatTraceLevel.Verbose, (refusal, step), static facts => $"{facts.refusal.Message}; {facts.step}.");
        if (step.Target is not { } next)
        {
            return false;
        }

        Turn(next);
        NextWait = step.Wait;
        return true;
    }

    /// <summary>Completes once the ledger holds what every attempt so far came to.</summary>
    public async Task SettledAsync()
    {
        var settling = _settling;
        _settling = null;
        foreach (var settled in settling ?? [])
        {
            _warnings.AddRange(await settled.ConfigureAwait(false));
        }
    }

    private void GiveBack(LedgerTicket? ticket)
    {
        if (ticket is { IsBooked: true })
        {
            (_settling ??= []).Add(_services.Ledger.SettleAsync(ticket, new LedgerSettlement { Outcome = OutcomeKind.Cancelled, At = Now, Cost = 0 }, RestOfTheTime()));
        }
    }

    private LedgerTicket? TakeTicket()
    {
        var ticket = _ticket;
        _ticket = null;
        return ticket;
    }

    private LedgerEntry EntryOf(TargetProgress target, AttemptRole role) =>
        _services.EntryOf(Request, target.Candidate, Request.Model ?? Route.Plan.Candidates[0].ChainModel, PromptTokens, Now) with
        {
            Call = _id ??= Guid.NewGuid().ToString("N"),
            Role = Route.IsShadow ? AttemptRole.Shadow : role,
            Number = _attempts.Count + 1,
            IsFallback = target.Tries == 0 && _failures.Count > 0,
            CallLimitLeft = Progress.Limits.MaxCost is { } most ? most - _attempts.Sum(attempt => attempt.Cost ?? 0) : null,
            Prompt = _services.KeepTexts ? _services.Mask.MaskAnswer(string.Join("\n", Request.Messages.Select(message => message.Content).Prepend(Request.System).OfType<string>())) : null,
            Downgraded = _downgraded,
        };

    private LedgerWait HalfTheTime(TimeSpan? most = null)
    {
        var half = TimeSpan.FromTicks(TimeLeft.Ticks / 2);
        return new LedgerWait(_services.TimeProvider, most < half ? most.Value : half, Caller);
    }

    private LedgerWait RestOfTheTime() => new(_services.TimeProvider, TimeLeft > ShortWait ? TimeLeft : ShortWait, Caller);

    private void Settle(OngoingAttempt attempt, ChatAttempt recorded, ChatUsage? usage, ProviderAnswer? answer)
    {
        if (attempt.Ticket is not { IsBooked: true } ticket)
        {
            return;
        }

        (_settling ??= []).Add(_services.Ledger.SettleAsync(ticket, new LedgerSettlement
        {
            Outcome = recorded.Kind,
            At = Now,
            Usage = usage,
            Cost = recorded.Cost,
            StatedCost = recorded.StatedCost,
            Status = recorded.Status,
            RequestId = recorded.RequestId,
            Duration = recorded.Duration,
            FirstToken = answer?.FirstTextAt is { } first ? _services.TimeProvider.GetElapsedTime(attempt.StartedAt, first) : null,
            Answer = _services.KeepTexts ? answer?.Content : null,
        }, RestOfTheTime()));
    }
}
