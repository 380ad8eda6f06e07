using System.Globalization;
using HolySheep.Csv;

namespace HolySheep.Cli.Output;

/// <summary>How far a job is, in one line.</summary>
internal static class JobStatus
{
    public static string Of(CsvJobProgress progress) => progress switch
    {
        { Phase: CsvJobPhase.Reading } => "reading the input",
        { PausedUntil: { } until } => string.Create(CultureInfo.InvariantCulture, $"{Rows(progress)}; paused until {until.ToLocalTime():HH:mm:ss}: {progress.PauseReason}"),
        { Phase: CsvJobPhase.Writing } => Rows(progress) + "; writing the output",
        { Phase: CsvJobPhase.Stopping } => string.Create(CultureInfo.InvariantCulture, $"{Rows(progress)}; stopping, {progress.InFlight} calls under way may end"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Rows(progress)}, {progress.RowsPerSecond:0.#} rows/s, {(progress.TimeLeft is { } left ? CsvJobText.Time(left) : "?")} left, {progress.InFlight} calls under way"),
    };

    private static string Rows(CsvJobProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Rows} rows, {progress.Failed} failed, {CsvJobText.Cost(progress.Cost)}");
}
