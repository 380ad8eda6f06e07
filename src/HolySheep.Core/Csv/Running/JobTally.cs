using System;
using System.Threading;

namespace HolySheep.Csv.Running;

/// <summary>Counts what a run has done so far; from any thread.</summary>
internal sealed class JobTally
{
    private readonly object _lock = new();
    private int _done;
    private int _failed;
    private int _left;
    private int _asked;
    private int _unpriced;
    private decimal? _saved = 0m;
    private decimal? _twice = 0m;
    private decimal? _liveTwice = 0m;

    /// <summary>The rows that are done.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>The prompts that failed and have not succeeded in another round, without those that batches leave to live calls.</summary>
    public int Failed => Math.Max(0, Volatile.Read(ref _failed) - Volatile.Read(ref _left));

    /// <summary>The prompts that this run sent and settled.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Whether the price of a call was unknown.</summary>
    public bool HasUnpriced => Volatile.Read(ref _unpriced) > 0;

    /// <summary>What the lanes of calls and batches saved in USD, less what was paid twice; null if a price is unknown.</summary>
    public decimal? Saved
    {
        get
        {
            lock (_lock)
            {
                return _saved;
            }
        }
    }

    /// <summary>What was paid for second answers in USD, those of batches and those of live calls; null if a price is unknown.</summary>
    public (decimal? ByBatches, decimal? ByCalls) Twice
    {
        get
        {
            lock (_lock)
            {
                return (_twice, _liveTwice);
            }
        }
    }

    /// <summary>Counts rows that needed no call of their own.</summary>
    public void CountDone(int rows = 1) => Interlocked.Add(ref _done, rows);

    /// <summary>Counts a settled prompt.</summary>
    /// <param name="answered">Whether it was answered.</param>
    /// <param name="again">Whether it had failed before in this run.</param>
    /// <param name="isLeft">Whether a batch leaves it to live calls.</param>
    public void CountSettled(bool answered, bool again, bool isLeft = false)
    {
        Interlocked.Increment(ref _asked);
        if (!again)
        {
            Interlocked.Increment(ref _done);
            Interlocked.Add(ref _left, isLeft ? 1 : 0);
            Interlocked.Add(ref _failed, answered ? 0 : 1);
        }
        else
        {
            Interlocked.Add(ref _failed, answered ? -1 : 0);
            if (Volatile.Read(ref _left) > 0)
            {
                Interlocked.Decrement(ref _left);
            }
        }
    }

    /// <summary>Counts what an answer cost less than it would have cost by a live call.</summary>
    public void CountSaved(decimal? saved)
    {
        lock (_lock)
        {
            _saved += saved;
        }
    }

    /// <summary>Counts what was paid for a row that another answer had come for.</summary>
    /// <param name="cost">What it cost in USD; null if a price is unknown.</param>
    /// <param name="isLive">Whether a live call came second.</param>
    public void CountTwice(decimal? cost, bool isLive)
    {
        lock (_lock)
        {
            _saved -= cost;
            (_twice, _liveTwice) = isLive ? (_twice, _liveTwice + cost) : (_twice + cost, _liveTwice);
        }
    }

    /// <summary>Counts a finished call.</summary>
    public void CountCost(decimal? cost) => Interlocked.Add(ref _unpriced, cost is null ? 1 : 0);
}
