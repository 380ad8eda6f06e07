using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reporting;

namespace HolySheep.Csv.Writing;

/// <summary>Counts rows by the model that answered them, and failures by their code. Not thread-safe.</summary>
internal sealed class AnswerCounts
{
    private readonly Dictionary<string, int> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FailureCount> _failures = new(StringComparer.Ordinal);

    /// <summary>The number of rows by the model that answered them.</summary>
    public IReadOnlyDictionary<string, int> Models => _models;

    /// <summary>The failed rows by error code, the most frequent first.</summary>
    public IReadOnlyList<FailureCount> Failures => [.. _failures.Values.OrderByDescending(failure => failure.Rows).ThenBy(failure => failure.Code, StringComparer.Ordinal)];

    /// <param name="entry">The row's entry.</param>
    /// <param name="line">The line of the input where the row begins; null if it is not known.</param>
    public void Add(JournalEntry entry, int? line)
    {
        if (entry.IsAnswer)
        {
            var model = entry.Model ?? "";
            _models[model] = _models.TryGetValue(model, out var count) ? count + 1 : 1;
            return;
        }

        var code = entry.Text.Split(':')[0];
        _failures[code] = _failures.TryGetValue(code, out var known) ? known with { Rows = known.Rows + 1 } : new FailureCount(code, 1, line, entry.Text);
    }
}
