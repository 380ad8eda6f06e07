using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reading;

namespace HolySheep.Csv.Writing;

/// <summary>The columns of the file of failed rows: the user's own, then line, attempts and error. Columns that an earlier run wrote are left out.</summary>
internal sealed class FailedRowsLayout
{
    private readonly int[] _kept;

    /// <param name="header">The input's columns.</param>
    /// <param name="answers">The answer's columns.</param>
    public FailedRowsLayout(IReadOnlyList<string> header, IReadOnlyList<string> answers)
    {
        var isOutput = header.Contains(AnswerColumns.Status, StringComparer.OrdinalIgnoreCase);
        _kept = [.. Enumerable.Range(0, header.Count).Where(column => !AnswerColumns.IsOwn(header[column]) && !(isOutput && answers.Contains(header[column], StringComparer.OrdinalIgnoreCase)))];
        Header = [.. _kept.Select(column => header[column]), .. Added];
    }

    /// <summary>The last columns of every such file, which identify it.</summary>
    public static IReadOnlyList<string> Added { get; } = [AnswerColumns.Line, AnswerColumns.Attempts, AnswerColumns.Error];

    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Writes one row.</summary>
    public void Write(CsvFileWriter writer, in ReadRow row, JournalEntry entry, bool guarded)
    {
        foreach (var column in _kept)
        {
            writer.WriteCell(row.Cells[column]);
        }

        writer.WriteCell(CellText.Of(row.Line, guarded: false));
        writer.WriteCell(CellText.Of(entry.Attempts, guarded: false));
        writer.WriteCell(CellText.Of(entry.Text, guarded));
        writer.EndRow();
    }
}
