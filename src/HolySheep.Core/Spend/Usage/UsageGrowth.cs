namespace HolySheep.Spend.Usage;

/// <summary>A part of the spending that grew.</summary>
/// <param name="Group">Model, tag or job.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cost">What it cost in USD.</param>
/// <param name="Usual">What it usually costs, in USD.</param>
public sealed record UsageGrowth(UsageGroup Group, string Name, decimal Cost, decimal Usual);
