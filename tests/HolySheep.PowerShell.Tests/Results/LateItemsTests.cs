using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HolySheep.PowerShell.Results;
using Xunit;

namespace HolySheep.PowerShell.Tests.Results;

public sealed class LateItemsTests
{
    private int _made;

    [Fact]
    public void Items_are_made_when_the_list_is_read_and_only_once()
    {
        var list = new ResultList<string>(new LateItems<string>(Source()));
        Assert.Equal(0, _made);

        Assert.Equal(2, list.Count);
        Assert.Equal("second", list[1]);
        Assert.Equal(["first", "second"], list);
        Assert.Equal("first, second", list.ToString());
        Assert.Equal(2, _made);
    }

    [Fact]
    public void A_thread_that_reads_while_another_makes_the_items_gets_the_same()
    {
        ResultList<string> list = null!;
        string? read = null;
        var other = new Thread(() => read = list[0]);
        list = new ResultList<string>(new LateItems<string>(Source(() =>
        {
            if (_made == 1)
            {
                other.Start();
                SpinWait.SpinUntil(() => !other.IsAlive || other.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            }
        })));

        Assert.Equal("first", list[0]);
        other.Join();
        Assert.Same(list[0], read);
        Assert.Equal(2, _made);
    }

    [Fact]
    public void A_late_list_cannot_be_changed()
    {
        IList<string> list = new LateItems<string>(Source());
        Assert.True(list.IsReadOnly);
        Assert.Throws<NotSupportedException>(() => list.Add("third"));
        Assert.Throws<NotSupportedException>(() => list[0] = "other");
    }

    private IEnumerable<string> Source(Action? onItem = null) => new[] { "first", "second" }.Select(text =>
    {
        _made++;
        onItem?.Invoke();
        return new string(text.AsSpan());
    });
}
