namespace HolySheep.Spend.Budgets;

/// <summary>What another process has for a budget, as far as it differs.</summary>
/// <param name="Limit">Its limit in USD; null if it is the same.</param>
/// <param name="Period">Its period; null if it is the same. That of this process if only the time zone differs.</param>
/// <param name="Machine">The machine of the process.</param>
internal sealed record OtherSetting(decimal? Limit, string? Period, string Machine);
