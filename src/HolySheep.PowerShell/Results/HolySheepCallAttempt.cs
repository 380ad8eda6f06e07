using System;
using HolySheep.Spend.History;

namespace HolySheep.PowerShell.Results;

/// <summary>One attempt of a recorded call.</summary>
public sealed class HolySheepCallAttempt
{
    private readonly TimeSpan? _duration;
    private readonly TimeSpan? _wait;
    private readonly TimeSpan? _timeToFirstToken;

    internal HolySheepCallAttempt(RecordedAttempt attempt)
    {
        Number = attempt.Number;
        Target = attempt.Target;
        Outcome = attempt.Outcome;
        Status = attempt.Status;
        StartedAt = attempt.StartedAt;
        _duration = NestedMember.Show(this, nameof(Duration), attempt.Duration);
        _wait = NestedMember.Show(this, nameof(Wait), attempt.Wait);
        _timeToFirstToken = NestedMember.Show(this, nameof(TimeToFirstToken), attempt.TimeToFirstToken);
        IsFallback = attempt.IsFallback;
        IsHedge = attempt.IsHedge;
        RequestId = attempt.RequestId;
        KeyMark = attempt.KeyMark;
        Cost = attempt.Cost;
        StatedCost = attempt.StatedCost;
        Message = attempt.Message;
    }

    /// <summary>The 1-based number of the attempt in its call.</summary>
    public int Number { get; }

    /// <summary>The target, as <c>provider/model</c>.</summary>
    public string Target { get; }

    /// <summary><c>Answered</c>, the kind of the failure, <c>UnderWay</c>, or <c>Lost</c> if its process ended first.</summary>
    public string Outcome { get; }

    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The time from sending to the outcome; null without an outcome.</summary>
    public string? Duration => NestedMember.Text(_duration);

    /// <summary>The wait before the attempt; null in what versions up to 0.1.0 kept.</summary>
    public string? Wait => NestedMember.Text(_wait);

    /// <summary>The time from sending to the first text; null if the answer was not streamed.</summary>
    public string? TimeToFirstToken => NestedMember.Text(_timeToFirstToken);

    /// <summary>True if it was the call's first at another target.</summary>
    public bool IsFallback { get; }

    /// <summary>True if it was begun because another attempt was slow.</summary>
    public bool IsHedge { get; }

    /// <summary>The provider's request id; null if it gave none.</summary>
    public string? RequestId { get; }

    /// <summary>Tells the keys of a provider with several keys apart without revealing them; otherwise null.</summary>
    public string? KeyMark { get; }

    /// <summary>The cost in USD; null if the price is unknown, or before the outcome.</summary>
    public decimal? Cost { get; }

    /// <summary>The cost in USD that the provider itself states; null if it states none.</summary>
    public decimal? StatedCost { get; }

    /// <summary>What happened, in one line; null for an answer.</summary>
    public string? Message { get; }

    /// <summary>The target and the outcome.</summary>
    public override string ToString() => Status is { } status ? $"{Target} {Outcome} ({status})" : $"{Target} {Outcome}";
}
