using System;
using System.Threading;

namespace HolySheep.Csv.Journal;

/// <summary>Flushes what was written to disk, from any thread: when <see cref="Run"/> returns, everything that was marked before is there.</summary>
/// <param name="flush">Flushes everything that was written so far.</param>
internal sealed class DiskFlush(Action flush)
{
    private readonly object _gate = new();
    private long _written;
    private long _flushed;

    /// <summary>Marks that something was written.</summary>
    public void Mark() => Interlocked.Increment(ref _written);

    /// <summary>Flushes if anything was written since the last flush; waits for one that is under way.</summary>
    public void Run()
    {
        lock (_gate)
        {
            var written = Interlocked.Read(ref _written);
            if (written != _flushed)
            {
                flush();
                _flushed = written;
            }
        }
    }
}
