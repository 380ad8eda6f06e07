using System;
using System.IO;
using HolySheep.State.Sqlite;
using HolySheep.State.Sqlite.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.State;

public sealed class SharedFileTests
{
    [Fact]
    public void A_file_that_many_callers_give_up_is_reported_once()
    {
        using var home = new TempHome();
        using var file = SqliteStateBackend.Open(home.Folder, TimeProvider.System);
        Assert.NotNull(file.Database);
        var fault = new DatabaseException(DatabaseFault.Locked, Path.Combine(home.Folder, "state.db"));

        Assert.False(file.TryUse<int>(
            _ =>
            {
                // Another call, which has the file open too, meets the fault first.
                Assert.False(file.TryUse<int>(_ => throw fault, out var _));
                Assert.Contains("locked by another process", file.TakeWarning(), StringComparison.Ordinal);
                throw fault;
            },
            out _));

        Assert.Null(file.TakeWarning());
        Assert.Null(file.Database);
    }
}
