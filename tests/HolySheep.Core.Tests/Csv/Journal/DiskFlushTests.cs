using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Csv.Journal;

/// <summary>When what was written is on disk.</summary>
public sealed class DiskFlushTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Who_flushes_while_another_thread_does_waits_for_it()
    {
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var isOnDisk = false;
        var flush = new DiskFlush(() =>
        {
            begun.Set();
            Assert.True(end.Wait(Patience));
            isOnDisk = true;
        });
        flush.Mark();
        var first = Task.Run(flush.Run);
        Assert.True(begun.Wait(Patience));

        var second = Task.Run(() =>
        {
            flush.Run();
            return isOnDisk;
        });

        // Time for a flush that does not wait to return; one that waits never does.
        await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(200)));
        end.Set();

        Assert.True(await second.WaitAsync(Patience));
        await first.WaitAsync(Patience);
    }

    [Fact]
    public void A_flush_that_failed_is_made_again_and_one_that_was_made_is_not()
    {
        var (fails, count) = (true, 0);
        var flush = new DiskFlush(() =>
        {
            count++;
            if (fails)
            {
                throw new IOException("the disk is gone");
            }
        });
        flush.Run();
        flush.Mark();
        Assert.Throws<IOException>(flush.Run);
        fails = false;
        flush.Run();
        flush.Run();

        Assert.Equal(2, count);
    }
}
