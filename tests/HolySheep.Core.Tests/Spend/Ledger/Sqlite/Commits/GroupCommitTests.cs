using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Spend.Ledger.Sqlite.Commits;

public sealed class GroupCommitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_fault_in_the_work_of_one_caller_leaves_that_of_the_others_in_its_group_alone()
    {
        using var home = new LedgerHome();
        using var database = home.File.Open(home.Time, out _);
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var commits = new GroupCommit(() => database, () => { });
        var first = Task.Run(() => commits.RunAsync(_ =>
        {
            begun.Set();
            return go.Wait(Patience);
        }));
        Assert.True(begun.Wait(Patience));

        var before = commits.RunAsync(session => session.Execute("INSERT INTO alerts VALUES ('before', 1, '0.8')"));
        var faulty = commits.RunAsync<int>(_ => throw new InvalidOperationException("A bug."));
        var after = commits.RunAsync(session => session.Execute("INSERT INTO alerts VALUES ('after', 1, '0.8')"));
        go.Set();

        Assert.True(await first.WaitAsync(Patience));
        Assert.Equal((1, 1), (await before.WaitAsync(Patience), await after.WaitAsync(Patience)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => faulty.WaitAsync(Patience));
        Assert.Equal(2L, database.Read(session => session.Scalar("SELECT count(*) FROM alerts")));
        Assert.Equal(1, await commits.RunAsync(session => session.Execute("DELETE FROM alerts WHERE budget = 'before'")).WaitAsync(Patience));
    }
}
