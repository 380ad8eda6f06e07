using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Spend.Usage;

namespace HolySheep.Cli.Output;

/// <summary>Usage as CSV: a header, then one line per row; amounts have a decimal point in every culture.</summary>
internal static class UsageCsv
{
    public static void Write(StandardOutput output, UsageReport report, UsageQuery query)
    {
        var groups = query.GroupBy.Distinct().ToList();
        WriteLine(output,
        [
            .. groups.Select(group => group.ToString().ToLowerInvariant()),
            "calls", "attempts", "answered", "failed", "fallbacks", "prompt_tokens", "cached_tokens", "completion_tokens", "reasoning_tokens",
            "cost_usd", "estimated_cost_usd", "unpriced", "compared_cost_usd", "savings_usd", "reused", "saved_by_reuse_usd",
            "cache_write_tokens", "hour_cache_write_tokens",
        ]);
        foreach (var row in groups.Count == 0 ? [report.Total] : report.Rows)
        {
            WriteLine(output,
            [
                .. groups.Select(group => UsageTable.NameOf(row, group)),
                Text(row.Calls), Text(row.Attempts), Text(row.Answered), Text(row.Failed), Text(row.Fallbacks),
                Text(row.PromptTokens), Text(row.CachedTokens), Text(row.CompletionTokens), Text(row.ReasoningTokens),
                Text(row.Cost), Text(row.EstimatedCost), Text(row.Unpriced), Text(row.ComparedCost), Text(row.Savings), Text(row.Reused), Text(row.SavedByReuse),
                Text(row.CacheWriteTokens), Text(row.HourCacheWriteTokens),
            ]);
        }

        output.Flush();
    }

    private static void WriteLine(StandardOutput output, IEnumerable<string> cells) => output.Writer.Write(string.Join(',', cells.Select(Quoted)) + "\r\n");

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    // A name that a spreadsheet would run as a formula is escaped.
    private static string Quoted(string cell)
    {
        var safe = cell.Length > 0 && "=+-@\t\r".Contains(cell[0]) && !decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
