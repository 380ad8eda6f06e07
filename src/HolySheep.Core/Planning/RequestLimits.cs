using System;
using HolySheep.Chat;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>The limits of one request, every one decided.</summary>
internal sealed record RequestLimits
{
    private static readonly TimeSpan FirstTokenBase = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstTokenOfReasoners = TimeSpan.FromSeconds(60);
    private const double PromptTokensPerSecond = 10_000;

    public required TimeSpan Timeout { get; init; }

    public required TimeSpan Attempt { get; init; }

    public required TimeSpan Stall { get; init; }

    public required TimeSpan Patience { get; init; }

    public required int MaxAttempts { get; init; }

    /// <summary>The caller's own number of retries at one target; null means the policy's.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>What the request may cost in USD; null means no limit of its own.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>When another target is asked beside a slow one; null means never.</summary>
    public HedgeTime? Hedge { get; init; }

    private TimeSpan? GivenFirstToken { get; init; }

    private TimeSpan? ConfiguredFirstToken { get; init; }

    public static RequestLimits Of(ChatLimits given, DefaultOptions defaults) => new()
    {
        Timeout = given.Timeout ?? defaults.Timeout,
        Attempt = given.AttemptTimeout ?? defaults.AttemptTimeout,
        Stall = given.Stall ?? defaults.Stall,
        Patience = given.Patience ?? defaults.Patience,
        MaxAttempts = given.MaxAttempts ?? defaults.MaxAttempts,
        MaxRetries = given.MaxRetries,
        MaxCost = given.MaxCost,
        Hedge = (given.Hedge ?? defaults.Hedge) is var hedge && hedge.Time == TimeSpan.Zero ? null : hedge,
        GivenFirstToken = given.FirstToken,
        ConfiguredFirstToken = defaults.FirstToken,
    };

    /// <summary>The limit until a stream's first token: what the caller gave to the letter, else with 1 s more per 10,000 prompt tokens.</summary>
    public TimeSpan FirstToken(bool reasonsFirst, long promptTokens) =>
        GivenFirstToken
        ?? (reasonsFirst ? FirstTokenOfReasoners : ConfiguredFirstToken ?? FirstTokenBase) + TimeSpan.FromSeconds(promptTokens / PromptTokensPerSecond);
}
