using System.Threading;

namespace HolySheep.Csv.Running;

/// <summary>What a run has done so far, counted from any thread.</summary>
internal sealed class JobTally
{
    private int _done;
    private int _failed;
    private int _asked;
    private int _unpriced;

    /// <summary>Rows that are done.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Prompts that failed and have not been mended by another round.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Prompts that this run asked and settled.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Whether a call's price was unknown.</summary>
    public bool HasUnpriced => Volatile.Read(ref _unpriced) > 0;

    /// <summary>Rows needed no call of their own.</summary>
    public void CountDone(int rows = 1) => Interlocked.Add(ref _done, rows);

    /// <summary>A prompt was settled.</summary>
    /// <param name="answered">Whether by an answer.</param>
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

    /// <summary>A call was over.</summary>
    public void CountCost(decimal? cost) => Interlocked.Add(ref _unpriced, cost is null ? 1 : 0);
}
