using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Limits;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls;

/// <summary>One exchange with one target while it is under way.</summary>
internal sealed class OngoingAttempt(TargetProgress target, Secret? key)
{
    private IChatProvider? _provider;
    private ProviderCall? _call;

    public TargetProgress Target { get; } = target;

    public RouteCandidate Candidate => Target.Candidate;

    public Secret? Key { get; } = key;

    /// <summary>True if it was begun because another attempt is slow.</summary>
    public bool IsHedge { get; init; }

    /// <summary>The room reserved for it; null if nothing limits its target.</summary>
    public LimitPermit? Permit { get; init; }

    /// <summary>What was booked for it; null if nothing was.</summary>
    public LedgerTicket? Ticket { get; init; }

    /// <summary>The wait before it.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The clock's timestamp of its start.</summary>
    public long StartedAt { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    /// <summary>What had come when it was cancelled.</summary>
    public AnswerSoFar SoFar { get; private set; }

    /// <summary>True once text has come of a stream that is read to its end before the caller sees it.</summary>
    public bool HasText { get; private set; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Makes the request ready for the provider, which tells this attempt how far the answer came.</summary>
    public void Prepare(CallState call, IChatProvider provider, TimeSpan limit)
    {
        Limit = limit;
        _provider = provider;
        _call = new ProviderCall
        {
            Candidate = Candidate,
            Request = call.Request,
            Key = Key,
            Streamed = call.Streamed,
            OmitsReasoning = Target.OmitsReasoning,
            Visible = call.Visible,
            FirstToken = call.FirstTokenLimit(Target),
            Stall = call.Progress.Limits.Stall,
            OnCancelled = soFar => SoFar = soFar,
            OnFirstText = call.Progress.Limits.Hedge is null ? null : () => HasText = true,
        };
    }

    /// <summary>Sends the prepared request.</summary>
    public Task<AttemptOutcome> SendAsync(CancellationToken cancellationToken) => _provider!.SendAsync(_call!, cancellationToken);

    /// <summary>The failure of an attempt that its limit ended.</summary>
    public Failure TimedOut() => new()
    {
        Signal = FailureSignal.AttemptTimedOut,
        Message = SoFar.Unsent is { } unsent ? $"the attempt's limit ended {unsent}" : "no whole answer came within the attempt's limit",
        IsUnsent = SoFar.Unsent is not null,
        PartialContent = SoFar.Content,
        Generated = SoFar.Generated,
    };
}
