namespace HolySheep.Spend.Usage;

/// <summary>A part of the spending that grew.</summary>
/// <param name="Group">Model, tag or job.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cost">Its cost in USD.</param>
/// <param name="Usual">Its usual cost in USD.</param>
public sealed record UsageGrowth(UsageGroup Group, string Name, decimal Cost, decimal Usual);
