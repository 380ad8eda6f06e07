using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Csv.Writing;

/// <summary>The columns of an output: the input's columns in their order, then the answer's. Columns that an earlier run wrote are replaced in place.</summary>
internal sealed class OutputLayout
{
    private const int FromInput = -1;
    private readonly List<(int Column, int Answer)> _cells = [];

    /// <param name="header">The input's columns.</param>
    /// <param name="answers">The answer's columns.</param>
    /// <param name="record">False leaves out the metadata columns of earlier answers.</param>
    public OutputLayout(IReadOnlyList<string> header, IReadOnlyList<string> answers, bool record = true)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        for (var column = 0; column < header.Count; column++)
        {
            var answer = taken.Contains(header[column]) ? FromInput : PlaceOf(header[column], answers);
            if (answer == FromInput && AnswerColumns.IsOwn(header[column]) && !(record && IsFirstLine(header, column)))
            {
                continue;
            }

            if (answer != FromInput)
            {
                taken.Add(answers[answer]);
            }

            _cells.Add((column, answer));
            names.Add(header[column]);
        }

        for (var answer = 0; answer < answers.Count; answer++)
        {
            if (!taken.Contains(answers[answer]))
            {
                _cells.Add((FromInput, answer));
                names.Add(answers[answer]);
            }
        }

        Header = names;
    }

    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Writes one row.</summary>
    public void Write(CsvFileWriter writer, IReadOnlyList<string> cells, IReadOnlyList<object?> answers, bool guarded)
    {
        foreach (var (column, answer) in _cells)
        {
            writer.WriteCell(answer == FromInput ? cells[column] : CellText.Of(answers[answer], guarded));
        }

        writer.EndRow();
    }

    private static int PlaceOf(string column, IReadOnlyList<string> answers) =>
        Enumerable.Range(0, answers.Count).Where(answer => string.Equals(answers[answer], column, StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty(FromInput).First();

    // The line number in the first input stays through all later runs; no answer replaces it.
    private static bool IsFirstLine(IReadOnlyList<string> header, int column) =>
        string.Equals(header[column], AnswerColumns.Line, StringComparison.OrdinalIgnoreCase)
        && !header.Take(column).Contains(AnswerColumns.Line, StringComparer.OrdinalIgnoreCase);
}
