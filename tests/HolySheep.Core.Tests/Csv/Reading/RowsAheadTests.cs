using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Csv.Reading;

/// <summary>Rows that another thread reads.</summary>
public sealed class RowsAheadTests : IDisposable
{
    private readonly JobFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_row_comes_once_in_its_order_with_its_own_cells()
    {
        using var rows = Open(_folder.WithRows(10_000));
        using var ahead = new RowsAhead<string[]>(rows, row => row.TakeCells());

        var taken = Drain(ahead);

        Assert.Equal(Enumerable.Range(1, 10_000).Select(id => $"{id}:text {id}"), taken.Select(cells => string.Join(':', cells)));
        Assert.False(ahead.Read());
    }

    [Fact]
    public void A_row_that_cannot_be_parsed_is_reported_after_every_row_before_it()
    {
        using var rows = Open(_folder.WithInput(string.Concat("Id,Body\n", string.Concat(Enumerable.Range(1, 1_000).Select(id => $"{id},text\n")), "1001,text,too much\n")));
        using var ahead = new RowsAhead<int>(rows, row => int.Parse(row.Cells[0], CultureInfo.InvariantCulture));
        for (var id = 1; id <= 1_000; id++)
        {
            Assert.True(ahead.Read());
            Assert.Equal(id, ahead.Current);
        }

        var error = Assert.Throws<HolySheepException>(() => ahead.Read());

        Assert.Contains("line 1002, column 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_rows_are_not_read_further_ahead_than_a_few()
    {
        const int Ahead = 6;
        var large = new string('x', 100_000);
        using var rows = Open(_folder.WithInput("Id,Body\n" + string.Concat(Enumerable.Range(1, 40).Select(id => $"{id},{large}\n"))));
        var read = 0;
        using var enough = new ManualResetEventSlim();
        using var ahead = new RowsAhead<int>(rows, _ =>
        {
            if (++read >= Ahead - 1)
            {
                enough.Set();
            }

            return read;
        });

        Assert.True(enough.Wait(TimeSpan.FromSeconds(30)));
        for (var taken = 1; ahead.Read(); taken++)
        {
            Assert.InRange(Volatile.Read(ref read), taken, taken + Ahead);
        }

        Assert.Equal(40, read);
    }

    [Fact]
    public void A_consumer_that_needs_no_more_rows_ends_the_reading()
    {
        using var rows = Open(_folder.WithRows(100_000));
        var read = 0;
        using (var ahead = new RowsAhead<int>(rows, _ => ++read))
        {
            Assert.True(ahead.Read());
        }

        Assert.InRange(read, 1, 5_000);
        Assert.True(rows.Read());
    }

    private static CsvRows Open(JobFolder folder) => CsvRows.Open(folder.In, CsvFormatReader.Read(folder.In, null, null));

    private static List<T> Drain<T>(RowsAhead<T> ahead)
    {
        var all = new List<T>();
        while (ahead.Read())
        {
            all.Add(ahead.Current);
        }

        return all;
    }
}
