using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.History;

namespace HolySheep.PowerShell.Results;

/// <summary>One call with its attempts, as the ledger keeps it.</summary>
public sealed class HolySheepCall
{
    private readonly IReadOnlyList<HolySheepCallAttempt> _attempts;
    private readonly TimeSpan? _latency;
    private readonly TimeSpan? _timeToFirstToken;
    private readonly IDictionary<string, string> _tags;

    internal HolySheepCall(RecordedCall call)
    {
        Id = call.Id;
        StartedAt = call.StartedAt;
        Outcome = call.Outcome;
        IsFailed = call.IsFailed;
        Reason = call.Reason;
        Model = call.Model;
        ModelUsed = call.ModelUsed;
        Provider = call.Provider;
        AttemptCount = call.Attempts.Count;
        FallbackCount = call.FallbackCount;
        _attempts = NestedMember.Show(this, nameof(Attempts), new ResultList<HolySheepCallAttempt>(call.Attempts.Select(attempt => new HolySheepCallAttempt(attempt))));
        IsShadow = call.IsShadow;
        Usage = new HolySheepChatUsage(call.Usage);
        Cost = call.Cost;
        _latency = NestedMember.Show(this, nameof(Latency), call.Latency);
        _timeToFirstToken = NestedMember.Show(this, nameof(TimeToFirstToken), call.TimeToFirstToken);
        _tags = NestedMember.Show(this, nameof(Tags), new ResultTable(call.Tags));
        Job = call.Job;
        Task = call.Task;
        Caller = call.Caller;
        Prompt = call.Prompt;
        Answer = call.Answer;
    }

    /// <summary>The id, as results carry it in <c>CallId</c>.</summary>
    public string Id { get; }

    /// <summary>When the call began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary><c>Answered</c>, the kind of the failure that ended the call, <c>UnderWay</c>, or <c>Lost</c> if its process ended first.</summary>
    public string Outcome { get; }

    /// <summary>True if no target answered, and the caller did not stop the call.</summary>
    public bool IsFailed { get; }

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Reason { get; }

    /// <summary>The requested model.</summary>
    public string Model { get; }

    /// <summary>The model id of the target that answered; null if none did.</summary>
    public string? ModelUsed { get; }

    /// <summary>The provider that answered; null if none did.</summary>
    public string? Provider { get; }

    /// <summary>The number of attempts.</summary>
    public int AttemptCount { get; }

    /// <summary>The targets that were left behind.</summary>
    public int FallbackCount { get; }

    /// <summary>Every attempt, in order.</summary>
    public string Attempts => NestedMember.Text(_attempts)!;

    /// <summary>True if it was made to compare, and its answer was dropped.</summary>
    public bool IsShadow { get; }

    /// <summary>The tokens of the answer; of the decisive attempt if there is none.</summary>
    public HolySheepChatUsage Usage { get; }

    /// <summary>The cost of all attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>From the call's start to its end; null before.</summary>
    public string? Latency => NestedMember.Text(_latency);

    /// <summary>From the call's start to the first text; null if the answer was not streamed.</summary>
    public string? TimeToFirstToken => NestedMember.Text(_timeToFirstToken);

    /// <summary>The tags: name to value.</summary>
    public string Tags => NestedMember.Text(_tags)!;

    /// <summary>The job; null if it belongs to none.</summary>
    public string? Job { get; }

    /// <summary>The task that the caller named; null if it named none.</summary>
    public string? Task { get; }

    /// <summary>The command that made the call, and its script.</summary>
    public string? Caller { get; }

    /// <summary>The prompt; null unless the configuration says <c>ledger.keepTexts</c>.</summary>
    public string? Prompt { get; }

    /// <summary>The answer; null unless the configuration says <c>ledger.keepTexts</c>.</summary>
    public string? Answer { get; }

    /// <summary>The id and the outcome.</summary>
    public override string ToString() => $"{Id} {Outcome}";
}
