using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Recording;
using HolySheep.Calls.Routing;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Limits;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls;

/// <summary>The facts of one call: the request, the attempts, and the reservations. It decides nothing and calls no provider; <see cref="CallLoop"/> and its parts change it.</summary>
internal sealed class CallState
{
    // Polly takes a limit of zero as no limit.
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(1);

    private readonly CallClock _clock;
    private List<(TargetProgress Target, BudgetRefusal Refusal)>? _refusals;
    private long? _promptTokens;

    public CallState(ChatRequest request, CallRoute route, TargetProgress[] targets, RequestLimits limits, CallClock clock)
    {
        Request = request;
        Route = route;
        _clock = clock;
        Warnings = [.. route.Warnings];
        Progress = new RequestProgress(targets, limits, route.NeedsPromptSize ? PromptTokens : 0, clock.StartedOn);
        Target = targets[0];
    }

    public ChatRequest Request { get; }

    public CallRoute Route { get; }

    /// <summary>The progress of each target.</summary>
    public RequestProgress Progress { get; }

    /// <summary>True if the caller sees the text as it arrives.</summary>
    public bool Visible { get; init; }

    /// <summary>True if the answer is requested as a stream.</summary>
    public bool Streamed => Visible || Request.StreamWire;

    /// <summary>Cancels the call.</summary>
    public CancellationToken Caller { get; set; }

    /// <summary>False if every target named a time after the call's deadline.</summary>
    public bool HasStart { get; set; }

    /// <summary>The target of the attempt under way, otherwise of the next attempt.</summary>
    public TargetProgress Target { get; set; }

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan NextWait { get; set; }

    /// <summary>The attempt under way; null between two attempts.</summary>
    public OngoingAttempt? Attempt { get; set; }

    /// <summary>The attempts that ended.</summary>
    public List<ChatAttempt> Attempts { get; } = [];

    /// <summary>The attempts that failed.</summary>
    public List<FailedAttempt> Failures { get; } = [];

    public List<string> Warnings { get; }

    /// <summary>True if the answer comes from a target that was asked because another was slow.</summary>
    public bool HedgeWon { get; set; }

    /// <summary>Why a budget refused the last attempt; null if it did not.</summary>
    public BudgetRefusal? BudgetRefusal { get; set; }

    /// <summary>True if the call was given a kept answer, so that no target was asked.</summary>
    public bool IsReused { get; set; }

    /// <summary>True once a budget gave the call to cheaper models.</summary>
    public bool IsDowngraded { get; set; }

    /// <summary>Ends the call if another call takes its money; null for a call that keeps it, as all but shadows do.</summary>
    public Action? GiveWay { get; set; }

    /// <summary>The call's id in the ledger; null before its first attempt is booked.</summary>
    public string? LedgerId { get; set; }

    /// <summary>The id under which the ledger has the call; null if none of its attempts is booked.</summary>
    public string? BookedId { get; set; }

    /// <summary>The room under the target's limits that is reserved for the next attempt; null if none is.</summary>
    public LimitPermit? Permit { get; set; }

    /// <summary>How long the call waited for that room.</summary>
    public TimeSpan RoomWait { get; set; }

    /// <summary>What is booked for the next attempt; null if nothing is.</summary>
    public LedgerTicket? Ticket { get; set; }

    /// <summary>Settlements that the ledger has not confirmed yet; null if there are none.</summary>
    public List<Task<IReadOnlyList<string>>>? Settlements { get; set; }

    /// <summary>What telemetry reports about the call; null without a listener.</summary>
    public CallReport? Report { get; set; }

    /// <summary>The clock's timestamp of the call's start.</summary>
    public long StartedAt => _clock.StartedAt;

    public DateTimeOffset StartedOn => _clock.StartedOn;

    public DateTimeOffset Now => _clock.Now;

    /// <summary>The time left for the whole call.</summary>
    public TimeSpan TimeLeft => Progress.Deadline - Now;

    /// <summary>True if the time ran out before the next attempt: a timer may wake a little late.</summary>
    public bool IsOver => Failures.Count > 0 && TimeLeft <= TimeSpan.Zero;

    /// <summary>The estimated tokens of the prompt.</summary>
    public long PromptTokens => _promptTokens ??= PromptSize.Of(Request);

    /// <summary>How long an attempt at a target may take if it begins now.</summary>
    public TimeSpan AttemptLimit(TargetProgress target) => Progress.AttemptLimit(target, Now) is var limit && limit > ShortestAttempt ? limit : ShortestAttempt;

    /// <summary>The limit until the first token of a target's stream; null if the call has no other target to ask.</summary>
    public TimeSpan? FirstTokenLimit(TargetProgress target) =>
        Streamed && Progress.OthersUntried(target, Now) ? Progress.Limits.FirstToken(target.Candidate.ReasonsFirst, PromptTokens) : null;

    /// <summary>The key that a target is asked with; null if it takes calls without one.</summary>
    public Secret? KeyOf(TargetProgress target) => Route.KeysOf(target.Candidate.Provider).At(target.Key?.Index ?? 0);

    /// <summary>One of several keys of a target's provider.</summary>
    public Secret SecretOf(TargetProgress target, KeyProgress key) => Route.KeysOf(target.Candidate.Provider).Pool[key.Index];

    /// <summary>Why a budget last refused a target; null if none did.</summary>
    public BudgetRefusal? RefusalOf(TargetProgress target)
    {
        for (var number = (_refusals?.Count ?? 0) - 1; number >= 0; number--)
        {
            if (_refusals![number].Target == target)
            {
                return _refusals[number].Refusal;
            }
        }

        return null;
    }

    public void AddRefusal(TargetProgress target, BudgetRefusal refusal) => (_refusals ??= []).Add((target, refusal));

    /// <summary>Takes the attempt under way, which ends now.</summary>
    public OngoingAttempt TakeAttempt()
    {
        var attempt = Attempt ?? throw new InvalidOperationException("No attempt is under way.");
        Attempt = null;
        return attempt;
    }

    /// <summary>The usage of an answer: what the provider counted; what it left out is estimated.</summary>
    /// <param name="counted">The provider's counts; null if there are none. Without tokens of the prompt, and marked as an estimate, they are a total.</param>
    /// <param name="generated">What the model wrote; null if nothing.</param>
    public ChatUsage UsageOf(ChatUsage? counted, string? generated)
    {
        if (counted is null)
        {
            return Estimate(generated);
        }

        if (counted is { PromptTokens: 0, Estimated: true })
        {
            var prompt = Math.Min(PromptTokens, counted.CompletionTokens);
            return counted with { PromptTokens = prompt, CompletionTokens = counted.CompletionTokens - prompt };
        }

        return counted is { PromptTokens: > 0, CompletionTokens: > 0 } || string.IsNullOrEmpty(generated) ? counted
            : counted.PromptTokens == 0 ? counted with { PromptTokens = PromptTokens, Estimated = true }
            : counted with { CompletionTokens = TokenEstimate.Of(generated), Estimated = true };
    }

    /// <summary>The usage of an answer, with what is billed beside the tokens.</summary>
    public ChatUsage UsageOf(ProviderAnswer answer)
    {
        // The text is put together only if something must be estimated by it.
        var usage = answer.Usage is { PromptTokens: > 0, CompletionTokens: > 0 } counted ? counted : UsageOf(answer.Usage, answer.Generated);
        return answer.OtherCharge is { } charge && usage is { OtherCharge: null, IsFlex: false } ? usage with { OtherCharge = charge } : usage;
    }

    /// <summary>The estimated usage of an answer that the provider did not count.</summary>
    public ChatUsage Estimate(string? generated) => new() { PromptTokens = PromptTokens, CompletionTokens = TokenEstimate.Of(generated), Estimated = true };
}
