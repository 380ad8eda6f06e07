using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>An import counts what it writes, few rows by triggers and many by itself, with the same sums.</summary>
public sealed class ImportSumsTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(5)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(3000)]
    public async Task Sums_are_those_of_the_rows_however_many_an_import_has(int rows)
    {
        for (var round = 0; round < 2; round++)
        {
            var ledger = _home.Open();
            var tickets = new List<LedgerTicket>();
            for (var row = 0; row < rows; row++)
            {
                _home.Time.Advance(TimeSpan.FromSeconds(row % 7 == 0 ? 61 : 0));
                var tags = row % 3 == 0 ? new Dictionary<string, string> { ["Team"] = "ops " + (row % 2), ["n\0i\0g"] = "x", ["n"] = "y" } : null;
                tickets.Add(await ledger.BeginAsync(_home.Entry(provider: "p" + (row % 2), tags: tags, job: row % 5 == 0 ? "mails.csv" : null)));
            }

            // Every ninth attempt stays under way, and every fourth costs nothing.
            foreach (var (ticket, row) in tickets.Select((ticket, row) => (ticket, row)).Where(one => one.row % 9 != 8))
            {
                await ledger.SettleAsync(ticket, _home.Answer(row % 4 == 0 ? 0m : 0.001m * (row + 1)));
            }

            Assert.Null(await _home.Records.CheckAsync());
        }

        Assert.Equal(rows * 2, _home.Sum("SELECT count(*) FROM attempts"));
        Assert.Equal(0, _home.Sum("""
            SELECT count(*) FROM (SELECT tag, bucket FROM (
                SELECT tag, bucket, amount AS counted, 0 AS listed FROM spend_tags
                UNION ALL SELECT t.tag, a.bucket, 0, a.amount FROM attempt_tags AS t JOIN attempts AS a ON a.id = t.attempt WHERE a.state <> 0)
            GROUP BY tag, bucket HAVING sum(counted) <> sum(listed))
            """));
        Assert.Equal(0, _home.Sum("SELECT count(*) FROM (SELECT id >> 10 AS part, min(bucket) AS early, max(bucket) AS late FROM attempts GROUP BY 1) JOIN blocks ON block = part WHERE first <> early OR last <> late"));
        Assert.True(_home.Sum("SELECT count(*) FROM spend_tags") > 0);
    }
}
