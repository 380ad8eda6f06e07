using System;
using System.IO;
using System.Threading;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reading;
using HolySheep.Csv.Writing;
using HolySheep.Errors;

namespace HolySheep.Csv.Reporting;

/// <summary>Counts what the rows of a run that stopped early have come to, from its journal: it wrote no output in which they could be counted.</summary>
internal static class StoppedCounts
{
    /// <param name="setup">The job.</param>
    /// <param name="index">Its rows, of which none is under way any more.</param>
    /// <param name="cancel">Ends the counting; what was counted by then stays.</param>
    public static AnswerCounts Of(JobSetup setup, RowIndex index, CancellationToken cancel)
    {
        var counts = new AnswerCounts();
        try
        {
            using var journal = new JournalReader(setup.Paths.Journal);
            using var lines = new InputLines(setup);
            for (var row = 0; row < index.Rows && !cancel.IsCancellationRequested; row++)
            {
                var (line, state) = (lines.Next(), index.StateOf(index.PromptOf(row)));
                if (state.Stage is RowStage.Answered or RowStage.Failed or RowStage.FailedForNow)
                {
                    counts.Add(journal.Read(state.Offset), line);
                }
            }
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception) || exception is InvalidDataException)
        {
            // A report with fewer counts is better than none.
        }

        return counts;
    }

    /// <summary>The lines where the rows of the input begin; null from where it cannot be read, as when its change stopped the run.</summary>
    private sealed class InputLines : IDisposable
    {
        private CsvRows? _rows;

        public InputLines(JobSetup setup) => _rows = Try(setup.OpenRows);

        public int? Next() => Try(() => _rows?.Read() == true ? _rows.Line : (int?)null);

        public void Dispose() => _rows?.Dispose();

        private T? Try<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception exception) when (exception is HolySheepException || CsvFault.IsOfFile(exception))
            {
                Dispose();
                _rows = null;
                return default;
            }
        }
    }
}
