using System.Threading;

namespace HolySheep.Csv.Running;

/// <summary>Counts what a run has done so far; from any thread.</summary>
internal sealed class JobTally
{
    private int _done;
    private int _failed;
    private int _asked;
    private int _unpriced;

    /// <summary>The rows that are done.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>The prompts that failed and have not succeeded in another round.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>The prompts that this run sent and settled.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Whether the price of a call was unknown.</summary>
    public bool HasUnpriced => Volatile.Read(ref _unpriced) > 0;

    /// <summary>Counts rows that needed no call of their own.</summary>
    public void CountDone(int rows = 1) => Interlocked.Add(ref _done, rows);

    /// <summary>Counts a settled prompt.</summary>
    /// <param name="answered">Whether it was answered.</param>
    /// <param name="again">Whether it had failed before in this run.</param>
    public void CountSettled(bool answered, bool again)
    {
        Interlocked.Increment(ref _asked);
        if (!again)
        {
            Interlocked.Increment(ref _done);
            Interlocked.Add(ref _failed, answered ? 0 : 1);
        }
        else if (answered)
        {
            Interlocked.Decrement(ref _failed);
        }
    }

    /// <summary>Counts a finished call.</summary>
    public void CountCost(decimal? cost) => Interlocked.Add(ref _unpriced, cost is null ? 1 : 0);
}
