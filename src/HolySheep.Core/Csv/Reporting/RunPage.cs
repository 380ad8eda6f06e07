using System;
using System.Collections.Generic;
using System.IO;
using System.Xml.Linq;
using HolySheep.Spend.Report;

namespace HolySheep.Csv.Reporting;

/// <summary>The report of a run as one page.</summary>
internal static class RunPage
{
    /// <summary>What the page says of its origin, by which it is recognized.</summary>
    public const string Generator = "HolySheep CSV job";

    public static string Of(RunFacts facts) => PageFrame.Of($"CSV job {Html.Text(facts.Setup.Request.Job!)}", Generator, Header(facts), Outcome(facts), Figures(facts.Summary), Sections(facts));

    private static XElement Header(RunFacts facts)
    {
        var zone = facts.Zone;
        var (started, ended) = (TimeZoneInfo.ConvertTime(facts.Started, zone), TimeZoneInfo.ConvertTime(facts.Ended, zone));
        return new XElement(
            "header", new XElement("h1", Html.Text(facts.Setup.Request.Job!)),
            Html.Of("p", "note", Html.Text($"{Path.GetFileName(facts.Setup.Options.Path)} → {Path.GetFileName(facts.Summary.OutPath)}, {facts.Model}, lane {LaneNames.Of(facts.Summary.Lane)}.")),
            Html.Of("p", "note", FormattableString.Invariant($"From {started:d MMM yyyy HH:mm:ss} to {ended:d MMM yyyy HH:mm:ss zzz}, {Math.Round(facts.Summary.RowsPerSecond, 2)} rows per second.")));
    }

    private static XElement Outcome(RunFacts facts)
    {
        var summary = facts.Summary;
        var (headline, text) = summary.StopReason == CsvStopReason.None
            ? (summary.Failed == 0 ? "Every row is answered." : "The job is done, and some rows failed.", summary.Message)
            : ("The run stopped early.", summary.Message);
        return Html.Of("section", null, Html.Of("p", "large", headline), text is null ? null : new XElement("p", Html.Text(text)), Html.Of("p", "note", FormattableString.Invariant($"Exit code {summary.ExitCode}.")));
    }

    private static XElement Figures(CsvJobSummary summary) => Html.Of(
        "dl", "figures",
        SummarySection.Figure("spent", "USD in this run", summary.Cost is { } cost ? Cell.UsdData(cost, Cell.DigitsFor([cost])) : new XElement("span", "unknown")),
        SummarySection.Figure("rows", "rows", SummarySection.Count(summary.Rows)),
        SummarySection.Figure("answered", "answered", SummarySection.Count(summary.Succeeded)),
        SummarySection.Figure("failed", "failed", SummarySection.Count(summary.Failed)),
        SummarySection.Figure("left", "left", SummarySection.Count(summary.Remaining)),
        SummarySection.Figure("reused", "answered before", SummarySection.Count(summary.Reused)),
        SummarySection.Figure("shared", "share an answer", SummarySection.Count(summary.Deduplicated)));

    private static IEnumerable<XElement?> Sections(RunFacts facts) =>
    [
        PromiseSection.Of(facts.Summary.Promises),
        SavedSection.Of(facts.Summary),
        LaneSection.Of(facts.Summary),
        LaneSection.MovesOf(facts.Summary.Moves),
        LaneSection.BatchesOf(facts.Summary.Batches),
        AnswerSection.Of(facts.Models),
        AnswerSection.FailuresOf(facts),
        AnswerSection.WarningsOf(facts.Summary.Warnings),
    ];
}
