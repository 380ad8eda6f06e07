using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Csv.Reporting;

/// <summary>What a run cost beside what it would have cost otherwise, in USD. What is reserved for batches is in none of the amounts.</summary>
/// <param name="Spent">What it cost; null if a price is unknown.</param>
/// <param name="Live">What the same tokens would have cost by live calls; null if a price is unknown.</param>
internal sealed record JobSavings(decimal? Spent, decimal? Live)
{
    /// <summary>The model that answers are compared with; null if no agreement with one is promised.</summary>
    public string? Reference { get; init; }

    /// <summary>What it would have cost to ask that model about every prompt, estimated from its answers in the sample; null if it is not known.</summary>
    public decimal? ReferenceCost { get; init; }

    /// <summary>What lanes saved.</summary>
    public decimal? SavedByLanes => Live - Spent;

    /// <summary>What the cheap model saved.</summary>
    public decimal? SavedByModel => ReferenceCost - Spent;

    /// <summary>What the lane of an answer saved beside a live call; null if a price is unknown.</summary>
    public static decimal? OfAnswer(HolySheepClient client, RouteCandidate target, ChatUsage usage) =>
        usage.IsBatch || usage.IsFlex ? client.CostOf(target, usage with { IsBatch = false, IsFlex = false }) - client.CostOf(target, usage) : 0m;
}
