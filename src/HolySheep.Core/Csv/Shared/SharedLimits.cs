using System;
using HolySheep.Chat;

namespace HolySheep.Csv.Shared;

/// <summary>The limits of a call, as they are written for all machines.</summary>
internal sealed record SharedLimits
{
    public TimeSpan? Timeout { get; init; }

    public TimeSpan? AttemptTimeout { get; init; }

    public TimeSpan? FirstToken { get; init; }

    public TimeSpan? Stall { get; init; }

    public TimeSpan? Patience { get; init; }

    public int? MaxAttempts { get; init; }

    public int? MaxRetries { get; init; }

    public decimal? MaxCost { get; init; }

    /// <summary>As <see cref="HedgeTime"/> writes it.</summary>
    public string? Hedge { get; init; }

    public static SharedLimits Of(ChatLimits limits) => new()
    {
        Timeout = limits.Timeout,
        AttemptTimeout = limits.AttemptTimeout,
        FirstToken = limits.FirstToken,
        Stall = limits.Stall,
        Patience = limits.Patience,
        MaxAttempts = limits.MaxAttempts,
        MaxRetries = limits.MaxRetries,
        MaxCost = limits.MaxCost,
        Hedge = limits.Hedge?.ToString(),
    };

    public ChatLimits ToLimits() => new()
    {
        Timeout = Timeout,
        AttemptTimeout = AttemptTimeout,
        FirstToken = FirstToken,
        Stall = Stall,
        Patience = Patience,
        MaxAttempts = MaxAttempts,
        MaxRetries = MaxRetries,
        MaxCost = MaxCost,
        Hedge = Hedge is null ? null : HedgeTime.Parse(Hedge),
    };
}
