using System;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using Xunit;

namespace HolySheep.Spend.History;

/// <summary>Whoever looks at the newest calls does not wait for the rest of the ledger.</summary>
public sealed class CallPlanTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_newest_calls_are_read_in_the_order_of_an_index_and_no_row_is_sorted()
    {
        using var database = _home.File.Open(_home.Time, out _);

        var plan = database.Read(session => session.Query("EXPLAIN QUERY PLAN " + CallRows.Select, row => row.GetString(3), "", LedgerCallId.AfterAll, 20));

        Assert.Equal(["SEARCH attempts USING INDEX attempts_by_call (call>? AND call<?)"], plan);
    }
}
