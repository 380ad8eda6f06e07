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
internal sealed class OngoingAttempt(TargetProgress target, Secret? key, LimitPermit? permit)
{
    public TargetProgress Target { get; } = target;

    public RouteCandidate Candidate => Target.Candidate;

    public Secret? Key { get; } = key;

    /// <summary>The room that was reserved for it; null where nothing limits its target.</summary>
    public LimitPermit? Permit { get; } = permit;

    /// <summary>What was booked for it; null where nobody keeps books.</summary>
    public LedgerTicket? Ticket { get; init; }

    /// <summary>The wait before it.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The clock's timestamp of its start.</summary>
    public long StartedAt { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    /// <summary>What had come when it was cancelled.</summary>
    public AnswerSoFar SoFar { get; private set; }

    /// <summary>True once text has come, of a stream that is read to its end before anybody sees it.</summary>
    public bool HasText { get; private set; }

    /// <summary>Sends the request; whether what comes is an answer, <see cref="AnswerCheck"/> says.</summary>
    public Task<AttemptOutcome> SendAsync(ChatCall call, IChatProvider provider, TimeSpan? firstToken, CancellationToken cancellationToken)
    {
        return provider.SendAsync(
            new ProviderCall
            {
                Candidate = Candidate,
                Request = call.Request,
                Key = Key,
                Streamed = call.Streamed,
                Visible = call.Visible,
                FirstToken = firstToken,
                Stall = call.Progress.Limits.Stall,
                OnCancelled = soFar => SoFar = soFar,
                OnFirstText = call.Progress.Limits.Hedge is null ? null : () => HasText = true,
            },
            cancellationToken);
    }

    /// <summary>The failure of an attempt that its limit ended.</summary>
    public Failure TimedOut() => new()
    {
        Signal = FailureSignal.AttemptTimedOut,
        Message = "no whole answer came within the attempt's limit",
        PartialContent = SoFar.Content,
        Generated = SoFar.Generated,
    };
}
