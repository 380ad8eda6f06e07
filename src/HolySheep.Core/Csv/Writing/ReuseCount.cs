using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv.Journal;
using HolySheep.Spend.Ledger;

namespace HolySheep.Csv.Writing;

/// <summary>Counts the rows that were answered without a call, by model: answers of earlier runs, and answers that several rows share.</summary>
/// <param name="begin">The end of the journal when the run began.</param>
internal sealed class ReuseCount(long begin)
{
    private readonly Dictionary<string, (long Count, decimal Saved)> _models = new(StringComparer.Ordinal);

    /// <param name="entry">The row's entry.</param>
    /// <param name="state">The state of its prompt.</param>
    /// <param name="isFirst">Whether the row is the first with its prompt.</param>
    public void Add(JournalEntry entry, RowState state, bool isFirst)
    {
        if (entry.IsAnswer && (!isFirst || state.Offset < begin))
        {
            var (count, saved) = _models.TryGetValue(entry.Model ?? "", out var known) ? known : default;
            _models[entry.Model ?? ""] = (count + 1, saved + (entry.Cost ?? 0));
        }
    }

    public IReadOnlyList<ReusedAnswers> For(JobSetup setup, DateTimeOffset now) => [.. _models.Select(model =>
    {
        var target = setup.Targets.FirstOrDefault(target => target.Model == model.Key);
        return new ReusedAnswers
        {
            At = now,
            ModelAsked = setup.Request.Model ?? setup.Targets[0].ChainModel,
            Model = target?.ChainModel ?? model.Key,
            ModelSent = model.Key,
            Provider = target?.Provider ?? "",
            Count = model.Value.Count,
            Saved = model.Value.Saved,
            Tags = setup.Request.Tags,
            Job = setup.Request.Job,
            Task = setup.Request.Task,
            Caller = setup.Request.Caller,
        };
    })];
}
