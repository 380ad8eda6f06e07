using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using HolySheep.Spend.Ledger;
using Xunit;

namespace HolySheep.Spend.Budgets;

public sealed class AlertPostsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly BudgetAlert _alert = new(LedgerHome.Budget(1), "The budget is nearly spent.");
    private readonly TaskCompletionSource<AlertDelivery> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _failed = new();

    [Fact]
    public async Task A_post_under_way_is_waited_for_at_the_end_and_its_failure_is_reported()
    {
        var posts = new AlertPosts(_ => _answer.Task, TellAsync);
        _ = posts.PostAsync(_alert);
        Assert.Empty(_failed);

        var finish = Task.Run(() => posts.Finish(Patience));
        _answer.SetResult(new AlertDelivery("It failed."));

        await finish.WaitAsync(Patience);
        Assert.Equal(["It failed."], _failed);
    }

    [Fact]
    public async Task A_post_that_never_ends_is_not_waited_for_longer_than_the_limit()
    {
        var posts = new AlertPosts(_ => _answer.Task, TellAsync);
        _ = posts.PostAsync(_alert);

        await Task.Run(() => posts.Finish(TimeSpan.FromMilliseconds(50))).WaitAsync(Patience);

        Assert.Empty(_failed);
    }

    private Task TellAsync(BudgetAlert alert, AlertDelivery delivery)
    {
        _failed.Enqueue(delivery.Fault!);
        return Task.CompletedTask;
    }
}
