using System;
using HolySheep.Chat;

namespace HolySheep.Providers.Answers;

/// <summary>Token counts of a wire that gives them more than once, each time those that changed; the prompt is the sum of its three parts.</summary>
internal sealed record TokenCounts
{
    // A stream begins with this count of the answer, before anything was generated.
    private const long Placeholder = 1;

    /// <summary>Prompt tokens that were neither read from the cache nor written to it; null if not given.</summary>
    public long? Input { get; init; }

    /// <summary>Prompt tokens that were read from the cache; null if not given.</summary>
    public long? CacheRead { get; init; }

    /// <summary>Prompt tokens that were written to the cache; null if not given.</summary>
    public long? CacheWritten { get; init; }

    /// <summary>Those of <see cref="CacheWritten"/> that stay in the cache for an hour; null if not given.</summary>
    public long? CacheWrittenForHour { get; init; }

    /// <summary>The tokens of the answer, including reasoning; null if not given.</summary>
    public long? Output { get; init; }

    /// <summary>Answer tokens that were spent on reasoning; null if not given.</summary>
    public long? Reasoning { get; init; }

    /// <summary>The tokens of summaries of the conversation that the provider made on the way, which the other counts leave out; null if it made none.</summary>
    public TokenCounts? Compaction { get; init; }

    /// <summary>The cost in USD that the provider itself states; null if it states none.</summary>
    public decimal? StatedCost { get; init; }

    /// <summary>What is billed beside the tokens, or at another price than theirs; null if nothing is known of it.</summary>
    public string? OtherCharge { get; init; }

    /// <summary>These counts over earlier ones: a count that is not given, or that fell to 0, stays as it was.</summary>
    public TokenCounts Over(TokenCounts? earlier) => earlier is null ? this : new()
    {
        Input = Later(earlier.Input, Input),
        CacheRead = Later(earlier.CacheRead, CacheRead),
        CacheWritten = Later(earlier.CacheWritten, CacheWritten),
        CacheWrittenForHour = Later(earlier.CacheWrittenForHour, CacheWrittenForHour),
        Output = earlier.Output == Placeholder && Output == 0 ? 0 : Later(earlier.Output, Output),
        Reasoning = Later(earlier.Reasoning, Reasoning),
        Compaction = Compaction ?? earlier.Compaction,
        StatedCost = StatedCost ?? earlier.StatedCost,
        OtherCharge = OtherCharge ?? earlier.OtherCharge,
    };

    /// <summary>The sum of these tokens and others; null adds none.</summary>
    public TokenCounts Plus(TokenCounts? other) => other is null ? this : this with
    {
        Input = Sum(Input, other.Input),
        CacheRead = Sum(CacheRead, other.CacheRead),
        CacheWritten = Sum(CacheWritten, other.CacheWritten),
        CacheWrittenForHour = Sum(CacheWrittenForHour, other.CacheWrittenForHour),
        Output = Sum(Output, other.Output),
        Reasoning = Sum(Reasoning, other.Reasoning),
    };

    /// <summary>The counts as the caller gets them; null if they count nothing, because every prompt has tokens.</summary>
    public ChatUsage? ToUsage()
    {
        if (Compaction is not null)
        {
            return (Plus(Compaction) with { Compaction = null }).ToUsage();
        }

        var (read, written, output) = (CacheRead ?? 0, CacheWritten ?? 0, Output ?? 0);
        var prompt = (Input ?? 0) + read + written;
        return prompt + output == 0 ? null : new ChatUsage
        {
            PromptTokens = prompt,
            CachedTokens = read,
            CacheWriteTokens = written,
            HourCacheWriteTokens = Math.Min(written, CacheWrittenForHour ?? 0),
            CompletionTokens = output,
            ReasoningTokens = Math.Min(output, Reasoning ?? 0),
            StatedCost = StatedCost,
            OtherCharge = OtherCharge,
        };
    }

    private static long? Sum(long? one, long? other) => one is null && other is null ? null : (one ?? 0) + (other ?? 0);

    private static long? Later(long? earlier, long? now) => now is null or 0 ? earlier ?? now : now;
}
