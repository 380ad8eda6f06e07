using System;
using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Spend.Ledger;

/// <summary>One attempt, as it is booked before it leaves.</summary>
internal sealed record LedgerEntry
{
    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    /// <summary>Which call it belongs to: the same for all attempts of a request.</summary>
    public required string Call { get; init; }

    public required AttemptRole Role { get; init; }

    /// <summary>The how-manieth attempt of its call, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>True where it is the call's first at a target, after another target failed.</summary>
    public bool IsFallback { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string ModelAsked { get; init; }

    /// <summary>The chain's name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The model id that is sent.</summary>
    public required string ModelSent { get; init; }

    public required string Provider { get; init; }

    public long PromptTokens { get; init; }

    /// <summary>What kind of prompt it has, by script and tools: answers are expected as long as those to prompts of the same kind.</summary>
    public int PromptKind { get; init; }

    /// <summary>The most answer tokens that the caller allows; null where it sets none.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The cost of tokens in USD; null where the price is unknown.</summary>
    public required Func<ChatUsage, decimal?> CostOf { get; init; }

    /// <summary>What the call itself may still cost in USD; null where it has no limit.</summary>
    public decimal? CallLimitLeft { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    public string? Job { get; init; }

    public string? Task { get; init; }

    /// <summary>Who asks; null means the ledger's own.</summary>
    public string? Caller { get; init; }

    /// <summary>The prompt, where the configuration asks for it to be kept.</summary>
    public string? Prompt { get; init; }

    /// <summary>True where a downgrade brought the call here: budgets that downgrade let it pass.</summary>
    public bool Downgraded { get; init; }

    /// <summary>What it may cost in USD, for so many answer tokens; null where the price is unknown.</summary>
    public decimal? EstimateOf(long outputTokens) => CostOf(new ChatUsage { PromptTokens = PromptTokens, CompletionTokens = outputTokens });
}
