using System;
using HolySheep.Chat;

namespace HolySheep.PowerShell.Results;

/// <summary>One attempt at one target.</summary>
public sealed class HolySheepChatAttempt
{
    private readonly TimeSpan _duration;
    private readonly TimeSpan _wait;

    internal HolySheepChatAttempt(ChatAttempt attempt)
    {
        var members = NestedMember.Of(this);
        Target = attempt.Target;
        Kind = attempt.Kind.ToString();
        Status = attempt.Status;
        DurationSec = Math.Round(attempt.Duration.TotalSeconds, 3);
        _duration = members.Show(nameof(Duration), TimeSpan.FromSeconds(DurationSec));
        WaitSec = Math.Round(attempt.Wait.TotalSeconds, 3);
        _wait = members.Show(nameof(Wait), TimeSpan.FromSeconds(WaitSec));
        RequestId = attempt.RequestId;
        Cost = attempt.Cost;
        StatedCost = attempt.StatedCost;
        Message = attempt.Message;
    }

    /// <summary>The target, as <c>provider/model</c>.</summary>
    public string Target { get; }

    /// <summary>The outcome: <c>Answered</c>, or the kind of the failure.</summary>
    public string Kind { get; }

    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; }

    /// <summary>Seconds from sending to the outcome.</summary>
    public double DurationSec { get; }

    /// <summary>Seconds of waiting before the attempt.</summary>
    public double WaitSec { get; }

    /// <summary>The time from sending to the outcome.</summary>
    public string Duration => NestedMember.Text(_duration)!;

    /// <summary>The wait before the attempt.</summary>
    public string Wait => NestedMember.Text(_wait)!;

    /// <summary>The provider's request id; null if it gave none.</summary>
    public string? RequestId { get; }

    /// <summary>The cost in USD; null if the price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>The cost in USD that the provider itself states; null if it states none.</summary>
    public decimal? StatedCost { get; }

    /// <summary>What happened, in one line; null for an answer.</summary>
    public string? Message { get; }

    /// <summary>The target and the outcome.</summary>
    public override string ToString() => Status is { } status ? $"{Target} {Kind} ({status})" : $"{Target} {Kind}";
}
