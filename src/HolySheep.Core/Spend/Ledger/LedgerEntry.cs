using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Chat.Sessions;

namespace HolySheep.Spend.Ledger;

/// <summary>One attempt, as it is booked before it is sent.</summary>
internal sealed record LedgerEntry
{
    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    /// <summary>The id of its call: the same for all attempts of a request.</summary>
    public required string Call { get; init; }

    public required AttemptRole Role { get; init; }

    /// <summary>The 1-based number of the attempt in its call.</summary>
    public int Number { get; init; } = 1;

    /// <summary>True if it is the call's first attempt at a target, after another target failed.</summary>
    public bool IsFallback { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string ModelAsked { get; init; }

    /// <summary>The model's name in the chain.</summary>
    public required string Model { get; init; }

    /// <summary>The model id that is sent.</summary>
    public required string ModelSent { get; init; }

    public required string Provider { get; init; }

    public long PromptTokens { get; init; }

    /// <summary>The kind of its prompt, by script and tools; the length of an answer is estimated from answers to prompts of the same kind.</summary>
    public int PromptKind { get; init; }

    /// <summary>The maximum answer tokens that the caller allows; null if it sets no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Calculates the cost of tokens in USD; null if the price is unknown.</summary>
    public required Func<ChatUsage, decimal?> CostOf { get; init; }

    /// <summary>What the call itself may still cost in USD; null if it has no limit.</summary>
    public decimal? CallLimitLeft { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    public string? Job { get; init; }

    /// <summary>The session that it belongs to; null if there is none.</summary>
    public CallSession? Session { get; init; }

    public string? Task { get; init; }

    /// <summary>The caller; null means the ledger's own.</summary>
    public string? Caller { get; init; }

    /// <summary>The prompt, if the configuration keeps texts.</summary>
    public string? Prompt { get; init; }

    /// <summary>The wait before it.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Tells the keys of its provider apart without revealing them; null if the provider has one key.</summary>
    public string? KeyMark { get; init; }

    /// <summary>True if a downgrade caused this call; budgets that downgrade let it pass.</summary>
    public bool Downgraded { get; init; }

    /// <summary>Ends the attempt if a caller's call takes its money; null for an attempt that keeps it.</summary>
    public Action? GiveWay { get; init; }

    /// <summary>The estimated cost in USD for a number of answer tokens; null if the price is unknown.</summary>
    public decimal? EstimateOf(long outputTokens) => CostOf(new ChatUsage { PromptTokens = PromptTokens, CompletionTokens = outputTokens });
}
