using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using HolySheep.Csv.Guard;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reading;
using HolySheep.Errors;

namespace HolySheep.Csv.Writing;

/// <summary>Merges the input and the journal into the output, in the order of the input; failed rows also go to a separate file.</summary>
internal sealed class JobOutput(JobSetup setup, RowIndex index, SettledRows settled, JournalWriter writer, long journalBegin, string token)
{
    /// <summary>The rows by model and by failure.</summary>
    public AnswerCounts Counts { get; private set; } = new();

    /// <summary>What was paid for rows beside their entries.</summary>
    public SpendBeside Beside { get; init; } = new();

    /// <summary>The rows that were answered without a call.</summary>
    public ReuseCount Reused { get; private set; } = new(journalBegin);

    /// <summary>Writes the files, and waits for rows that are not settled. Both files appear once no row is being sent, or neither does.</summary>
    /// <returns>Whether there are failed rows.</returns>
    /// <exception cref="HolySheepException">The input has changed since it was first read.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public bool Write(CancellationToken cancel)
    {
        var changes = Beside.Changes;
        Counts = new AnswerCounts();
        Reused = new ReuseCount(journalBegin);
        using var output = new CsvFileWriter(setup.Paths.Out, setup.Format, token);
        using var errors = new CsvFileWriter(setup.Paths.Errors, setup.Format, token, setup.Paths.Out);
        using var rows = setup.OpenRows();
        using var journal = new JournalReader(setup.Paths.Journal, () => writer.End);
        using var hash = setup.NewHash();
        using var ahead = new RowsAhead<ReadRow>(rows, row => new ReadRow(hash.Of(setup.InputOf(row.Cells).Identity), row.Line, row.TakeCells()));
        var (highest, hasErrors) = (-1, false);
        output.WriteRow(setup.Layout.Header);
        errors.WriteRow(setup.FailedRows.Header);
        for (var row = 0; row < index.Rows; row++)
        {
            settled.Await(row);
            cancel.ThrowIfCancellationRequested();
            var prompt = index.PromptOf(row);
            var isThere = ahead.Read();
            if (!isThere || ahead.Current.Key != index.KeyOf(prompt))
            {
                throw CsvFault.Of(setup.Options.Path, isThere ? ahead.Current.Line : rows.Line, null, "the row has changed since the run began.", "Run the same command again.");
            }

            var state = index.StateOf(prompt);
            var entry = journal.Read(state.Offset);
            setup.Layout.Write(output, ahead.Current.Cells, ValuesOf(Beside.On(entry), isFirst: prompt > highest), !setup.Options.NoFormulaGuard);
            Reused.Add(entry, state, isFirst: prompt > highest);
            highest = Math.Max(highest, prompt);
            Counts.Add(entry, ahead.Current.Line);
            if (!entry.IsAnswer)
            {
                hasErrors = true;
                setup.FailedRows.Write(errors, ahead.Current, entry, !setup.Options.NoFormulaGuard);
            }
        }

        settled.AwaitEnd();
        cancel.ThrowIfCancellationRequested();
        if (Beside.Changes != changes)
        {
            // It is written again once no row is being sent, when nothing changes any more.
            throw new IOException("A row has changed since it was written.");
        }

        if (hasErrors && JobFileGuard.FindForeign(setup.Paths, "its failed rows", setup.Paths.Errors) is { } fault)
        {
            // The file was created while the job ran.
            throw new IOException(fault.Message, fault);
        }

        output.Complete();
        if (hasErrors)
        {
            errors.Complete();
        }

        return hasErrors;
    }

    // The first of several rows with the same prompt has the cost, so that the sum of the column is what was paid.
    private IReadOnlyList<object?> ValuesOf(JournalEntry entry, bool isFirst)
    {
        var cost = isFirst ? entry.Cost : 0m;
        return entry.IsAnswer
            ? setup.Columns.ValuesOf(entry.Text, entry.Model, entry.Attempts, cost)
            : setup.Columns.Failure(entry.Model, entry.Attempts, cost, entry.Text);
    }
}
