using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Csv;

namespace HolySheep.Cli.Output;

/// <summary>The progress of a job, in one line.</summary>
internal static class JobStatus
{
    private const string Ellipsis = "…";

    /// <summary>The whole line, for a log.</summary>
    public static string Of(CsvJobProgress progress) => string.Join(", ", PartsOf(progress));

    /// <summary>As much of the line as fits, the most important part first; a first part that is too long ends with an ellipsis.</summary>
    public static string Fit(CsvJobProgress progress, int width)
    {
        var line = "";
        foreach (var part in PartsOf(progress).Select(OneLine.Of))
        {
            var longer = line.Length == 0 ? part : line + ", " + part;
            if (CellWidth.Of(longer) > width)
            {
                return line.Length > 0 ? line : Cut(part, width);
            }

            line = longer;
        }

        return line;
    }

    private static IEnumerable<string> PartsOf(CsvJobProgress progress)
    {
        if (progress.Phase == CsvJobPhase.Reading)
        {
            return ["reading the input"];
        }

        string[] rows =
        [
            Text($"{progress.Done} of {progress.Rows} rows"),
            .. progress.Phase switch
            {
                CsvJobPhase.Writing => (string[])["writing the output"],
                CsvJobPhase.Stopping => [Text($"stopping, {progress.InFlight} calls under way may end")],
                _ => [],
            },
            Text($"{progress.Failed} failed"),
            CsvJobText.Cost(progress.Cost),
        ];
        return progress switch
        {
            { PausedUntil: { } until } => [Text($"paused until {until.ToLocalTime():HH:mm:ss}"), .. rows, .. progress.PauseReason is { } reason ? (string[])[reason] : []],
            { Phase: CsvJobPhase.Writing or CsvJobPhase.Stopping } => rows,
            { Batches: { Open: > 0 } batches } => [.. rows, batches.ToString(), .. progress.TimeLeft is { } rest ? (string[])[CsvJobText.Time(rest) + " left"] : []],
            _ => [.. rows, (progress.TimeLeft is { } left ? CsvJobText.Time(left) : "?") + " left", Text($"{progress.RowsPerSecond:0.#} rows/s"), Text($"{progress.InFlight} calls under way")],
        };
    }

    private static string Cut(string text, int width)
    {
        while (text.Length > 0 && CellWidth.Of(text) + Ellipsis.Length > width)
        {
            text = text[..^1];
        }

        return width < Ellipsis.Length ? "" : text + Ellipsis;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
