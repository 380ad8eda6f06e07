using System;
using System.IO;
using System.Linq;
using System.Text;
using HolySheep.Cli.Output;
using HolySheep.Spend.Usage;
using Xunit;

namespace HolySheep.Cli.Tests.Output;

/// <summary>Usage at a terminal, where all columns do not fit.</summary>
public sealed class UsageTableTests
{
    private static readonly UsageRow Row = new()
    {
        Day = new DateTime(2026, 11, 22),
        Model = "claude-sonnet-4.5",
        Calls = 12_345,
        Answered = 12_345,
        Failed = 17,
        Fallbacks = 9,
        PromptTokens = 123_456_789,
        CompletionTokens = 12_345_678,
        Cost = 123.456789m,
        ComparedCost = 234.567891m,
    };

    [Fact]
    public void Reused_answers_have_columns_only_where_there_are_some()
    {
        Assert.DoesNotContain("REUSED", Shown(Row, 200).Header, StringComparison.Ordinal);
        var (header, cells, _) = Shown(Row with { Reused = 50_000, SavedByReuse = 12.5m }, 200);
        Assert.EndsWith("COST $      REUSED  REUSED $", header.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(["50000", "12.50"], cells[^2..]);
    }

    [Theory]
    [InlineData(false, false, 0), InlineData(false, false, 50_000), InlineData(false, true, 0), InlineData(false, true, 50_000)]
    [InlineData(true, false, 0), InlineData(true, false, 50_000), InlineData(true, true, 0)]
    public void Eighty_columns_hold_every_figure_that_is_shown_whole_and_the_cost_and_what_was_saved_always(bool byDay, bool compared, int reused)
    {
        var row = Row with { Reused = reused, SavedByReuse = reused / 4_000m };
        UsageGroup[] groups = byDay ? [UsageGroup.Day, UsageGroup.Model] : [UsageGroup.Model];
        var (header, cells, lines) = Shown(row, 80, compared ? "gpt-4.1" : null, groups);

        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Assert.Equal(["claude-sonnet-4.5", "12345"], cells[(groups.Length - 1)..][..2]);
        Assert.Contains("COST $", header, StringComparison.Ordinal);
        Assert.Contains("123.456789", cells);
        Assert.Equal(compared, cells.Contains("111.111102"));
        Assert.Equal(reused > 0, cells.Contains("12.50"));

        // The header, the line below it, the row and the total: nothing is wrapped.
        Assert.Equal(4, lines.Length);
    }

    private static (string Header, string[] Cells, string[] Lines) Shown(UsageRow row, int width, string? compareTo = null, params UsageGroup[] groups)
    {
        using var stream = new MemoryStream();
        using var output = new StandardOutput(stream, isTerminal: true, () => false, width);
        UsageTable.Write(output, new UsageReport { From = default, To = default, Rows = [row], Total = row with { } }, new UsageQuery { GroupBy = groups.Length == 0 ? [UsageGroup.Model] : groups, CompareTo = compareTo });
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Where(line => line.Trim().Length > 0).ToArray();
        return (lines[0], lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), lines);
    }
}
