using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Usage;

/// <summary>Groups cells into rows. Pure.</summary>
internal static class UsageFold
{
    /// <param name="cells">The ledger's cells.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="zone">The time zone of the days.</param>
    /// <param name="isCompared">True if the cells say what the same tokens would have cost at another model.</param>
    public static IReadOnlyList<UsageRow> Rows(IEnumerable<UsageCell> cells, IReadOnlyCollection<UsageGroup> groups, TimeZoneInfo zone, bool isCompared) => (groups.Contains(UsageGroup.Tag) ? ByTag(cells) : cells)
        .GroupBy(cell => (
            Day: groups.Contains(UsageGroup.Day) ? DayOf(cell, zone) : (DateTime?)null,
            Model: groups.Contains(UsageGroup.Model) ? cell.Key.Model : null,
            Provider: groups.Contains(UsageGroup.Provider) ? cell.Key.Provider : null,
            Tag: groups.Contains(UsageGroup.Tag) ? AttemptTags.NameOf(cell.Key.Tags) : null,
            Job: groups.Contains(UsageGroup.Job) ? cell.Key.Job : null,
            Machine: groups.Contains(UsageGroup.Machine) ? cell.Key.Machine : null))
        .Select(group => Sum(group, isCompared) with
        {
            Day = group.Key.Day,
            Model = group.Key.Model,
            Provider = group.Key.Provider,
            Tag = group.Key.Tag is null ? null : group.First().Key.Tags,
            Job = group.Key.Job,
            Machine = group.Key.Machine,
        })
        .OrderBy(row => row.Day).ThenByDescending(row => row.Cost)
        .ThenBy(row => row.Model, StringComparer.Ordinal).ThenBy(row => row.Provider, StringComparer.Ordinal)
        .ThenBy(row => row.Tag, StringComparer.Ordinal).ThenBy(row => row.Job, StringComparer.Ordinal)
        .ThenBy(row => row.Machine, StringComparer.Ordinal)
        .ToList();

    /// <summary>The cells with one tag each; a cell with several tags appears once for each.</summary>
    public static IEnumerable<UsageCell> ByTag(IEnumerable<UsageCell> cells) => cells.SelectMany(static cell => cell.Key.Tags.IndexOf(AttemptTags.Separator[0]) < 0
        ? (IEnumerable<UsageCell>)[cell]
        : cell.Key.Tags.Split(AttemptTags.Separator[0]).Select(tag => cell with { Key = cell.Key with { Tags = tag } }));

    /// <summary>The sum of all cells as one row.</summary>
    public static UsageRow Sum(IEnumerable<UsageCell> cells, bool isCompared)
    {
        var sum = cells.Aggregate(default(UsageCell), (a, b) => new UsageCell(
            default,
            a.Calls + b.Calls, a.Attempts + b.Attempts, a.Answered + b.Answered, a.Failed + b.Failed, a.Fallbacks + b.Fallbacks,
            a.PromptTokens + b.PromptTokens, a.CachedTokens + b.CachedTokens, a.CacheWriteTokens + b.CacheWriteTokens, a.HourCacheWriteTokens + b.HourCacheWriteTokens,
            a.CompletionTokens + b.CompletionTokens, a.ReasoningTokens + b.ReasoningTokens,
            checked(a.Cost + b.Cost), checked(a.EstimatedCost + b.EstimatedCost), a.Unpriced + b.Unpriced,
            a.Reused + b.Reused, checked(a.SavedByReuse + b.SavedByReuse), checked(a.ComparedCost + b.ComparedCost)));
        return new UsageRow
        {
            Calls = sum.Calls,
            Attempts = sum.Attempts,
            Answered = sum.Answered,
            Failed = sum.Failed,
            Fallbacks = sum.Fallbacks,
            PromptTokens = sum.PromptTokens,
            CachedTokens = sum.CachedTokens,
            CacheWriteTokens = sum.CacheWriteTokens,
            HourCacheWriteTokens = sum.HourCacheWriteTokens,
            CompletionTokens = sum.CompletionTokens,
            ReasoningTokens = sum.ReasoningTokens,
            Cost = UsdAmount.FromUnits(sum.Cost),
            EstimatedCost = UsdAmount.FromUnits(sum.EstimatedCost),
            Unpriced = sum.Unpriced,
            Reused = sum.Reused,
            SavedByReuse = UsdAmount.FromUnits(sum.SavedByReuse),
            ComparedCost = isCompared && (sum.Unpriced == 0 || sum.Unpriced < sum.Attempts) ? UsdAmount.FromUnits(sum.ComparedCost) : null,
        };
    }

    /// <summary>The day of a cell.</summary>
    public static DateTime DayOf(UsageCell cell, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(UsageRange.StartOf(cell), zone).Date;
}
