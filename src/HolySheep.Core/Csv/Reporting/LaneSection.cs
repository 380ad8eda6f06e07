using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Report;

namespace HolySheep.Csv.Reporting;

/// <summary>What the run did in its lanes, what went from one to another, and its batches.</summary>
internal static class LaneSection
{
    public static XElement? Of(CsvJobSummary summary)
    {
        if (summary.Lanes.Count == 0)
        {
            return null;
        }

        var digits = Cell.DigitsFor(summary.Lanes.Select(share => share.Cost).OfType<decimal>());
        var largest = summary.Lanes.Max(share => share.Prompts);
        var table = new ReportTable("lanes", "Lanes", "Lane", "Prompts", "USD");
        foreach (var share in summary.Lanes)
        {
            table.Add(Cell.Name(LaneNames.Of(share.Lane), "", Cell.Bar(share.Prompts, largest)), Cell.Count(share.Prompts), Cell.Usd(share.Cost, digits));
        }

        return SpendSections.Section("Lanes", table.ToElement(), DeadlineOf(summary.Deadline));
    }

    public static XElement? MovesOf(IReadOnlyList<LaneMove> moves)
    {
        if (moves.Count == 0)
        {
            return null;
        }

        var table = new ReportTable("moves", "What was moved, and why", "From one lane to another", "Prompts");
        foreach (var move in moves)
        {
            table.Add(Cell.Name($"{LaneNames.Of(move.From)} to {LaneNames.Of(move.To)}", ""), Cell.Count(move.Prompts));
            table.AddNotes([$"Because {move.Why}."]);
        }

        return SpendSections.Section("What was moved, and why", table.ToElement());
    }

    public static XElement? BatchesOf(IReadOnlyList<CsvBatch> batches)
    {
        if (batches.Count == 0)
        {
            return null;
        }

        var digits = Cell.DigitsFor(batches.Select(batch => batch.Cost).OfType<decimal>());
        var table = new ReportTable("batches", "Batches", "Batch", "State", "Rows", "Answered", "Failed", "USD");
        foreach (var batch in batches)
        {
            table.Add(Cell.Name(batch.Id ?? batch.Name, ""), Html.Of("td", null, LaneNames.Of(batch.State)), Cell.Count(batch.Rows), Cell.Count(batch.Answered), Cell.Count(batch.Failed), Cell.Usd(batch.Cost, digits));
            table.AddNotes([$"{batch.Name} at {batch.Target}"]);
        }

        return SpendSections.Section("Batches", table.ToElement());
    }

    private static XElement? DeadlineOf(CsvDeadline? deadline) => deadline is null ? null
        : deadline.Cost is { } cost ? Html.Of("p", "note", "The deadline cost ", Cell.UsdData(cost, Cell.DigitsFor([cost])), " USD: what live calls cost above the price of batches, and what was paid twice.")
        : Html.Of("p", "note", "What the deadline cost is not known, because a price is unknown.");
}
