using System;
using System.Collections.Generic;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;
using HolySheep.Errors;

namespace HolySheep.Csv.Lanes;

/// <summary>The rows that wait for a batch, in the order of the input. Reads the input again for rows that were put back.</summary>
internal sealed class LaneRows(LaneContext lane) : IDisposable
{
    private readonly Queue<WaitingRow> _returned = new();
    private RowFeed? _feed;

    /// <summary>Takes the next row; null if none waits or the job is stopped.</summary>
    public WaitingRow? Take()
    {
        if (_returned.Count > 0)
        {
            return _returned.Dequeue();
        }

        // Two passes at most: the first may be behind rows that were put back.
        for (var pass = 0; pass < 2; pass++)
        {
            try
            {
                // What the feed counts as done is counted by the lane itself.
                _feed ??= new RowFeed(lane.Setup, lane.Index, new JobTally(), lane.Stop, RowStage.Waiting);
            }
            catch (HolySheepException exception)
            {
                lane.Stop.Stop(CsvStopReason.InputChanged, exception.Message);
                return null;
            }

            if (_feed.Take() is { } row)
            {
                return row;
            }

            Dispose();
            if (lane.Stop.IsStopped || !lane.Index.HasAny(RowStage.Waiting))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Gives rows back, to be taken next.</summary>
    public void Return(IEnumerable<WaitingRow> rows)
    {
        foreach (var row in rows)
        {
            _returned.Enqueue(row);
        }
    }

    /// <summary>Whether a row waits.</summary>
    public bool HasAny() => _returned.Count > 0 || lane.Index.HasAny(RowStage.Waiting);

    /// <summary>Puts the rows that were given back into the index, so that another part of the job may send them.</summary>
    public void Forget()
    {
        while (_returned.Count > 0)
        {
            lane.PutBack(_returned.Dequeue().Key);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _feed?.Dispose();
        _feed = null;
    }
}
