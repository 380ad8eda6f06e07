using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Csv.Writing;

/// <summary>Where the cells of an output come from: the input's columns in their order, then the answer's; those of an earlier run are answered anew in their places.</summary>
internal sealed class OutputLayout
{
    private readonly int[] _answerOf;
    private readonly int[] _added;

    /// <param name="header">The input's columns.</param>
    /// <param name="answers">The answer's columns.</param>
    public OutputLayout(IReadOnlyList<string> header, IReadOnlyList<string> answers)
    {
        var taken = new HashSet<int>();
        _answerOf = new int[header.Count];
        for (var column = 0; column < header.Count; column++)
        {
            _answerOf[column] = Enumerable.Range(0, answers.Count).Where(answer => !taken.Contains(answer) && string.Equals(answers[answer], header[column], StringComparison.OrdinalIgnoreCase))
                .DefaultIfEmpty(-1).First();
            taken.Add(_answerOf[column]);
        }

        _added = [.. Enumerable.Range(0, answers.Count).Where(answer => !taken.Contains(answer))];
        Header = [.. header, .. _added.Select(answer => answers[answer])];
    }

    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Writes one row.</summary>
    public void Write(CsvFileWriter writer, IReadOnlyList<string> cells, IReadOnlyList<object?> answers, bool guarded)
    {
        for (var column = 0; column < cells.Count; column++)
        {
            writer.WriteCell(_answerOf[column] < 0 ? cells[column] : CellText.Of(answers[_answerOf[column]], guarded));
        }

        foreach (var answer in _added)
        {
            writer.WriteCell(CellText.Of(answers[answer], guarded));
        }

        writer.EndRow();
    }
}
