using System;
using System.Linq;
using Xunit;

namespace HolySheep.Spend.Ledger;

public sealed class LedgerCallIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_id_tells_when_its_call_began_to_the_millisecond()
    {
        foreach (var time in (DateTimeOffset[])[Noon, Noon.AddMilliseconds(987), DateTimeOffset.UnixEpoch, new(2199, 12, 31, 23, 59, 59, 999, TimeSpan.Zero)])
        {
            Assert.Equal(time, LedgerCallId.StartOf(LedgerCallId.New(time)));
        }
    }

    [Fact]
    public void Ids_sort_by_the_time_of_their_calls()
    {
        var ids = Enumerable.Range(0, 200).Select(call => LedgerCallId.New(Noon.AddMilliseconds(call * call * 31))).ToList();

        Assert.Equal(ids, ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_of_one_millisecond_differ_early_enough_to_be_told_apart_by_eye()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => LedgerCallId.New(Noon)).ToList();

        Assert.Equal(100, ids.Select(id => id[..20]).Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-hjkmnp-tv-z]{26}$", id));
    }

    [Fact]
    public void A_call_of_a_millisecond_lies_between_the_bounds_of_every_time_in_it()
    {
        var id = LedgerCallId.New(Noon);
        foreach (var ticks in (int[])[0, 1, 9_999])
        {
            Assert.True(string.CompareOrdinal(LedgerCallId.From(Noon.AddTicks(ticks)), id) <= 0);
        }

        Assert.True(string.CompareOrdinal(LedgerCallId.From(Noon.AddMilliseconds(1)), id) > 0);
        Assert.True(string.CompareOrdinal(id, LedgerCallId.Before(Noon)) > 0);
        Assert.True(string.CompareOrdinal(id, LedgerCallId.Before(Noon.AddTicks(1))) < 0);
        Assert.Equal(LedgerCallId.From(DateTimeOffset.UnixEpoch), LedgerCallId.From(DateTimeOffset.MinValue));
        Assert.NotNull(LedgerCallId.Before(DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData("01KB", "01kb")]
    [InlineData(" 01kb ", "01kb")]
    [InlineData("", null)]
    [InlineData("chatcmpl-1", null)]
    [InlineData("01kb%", null)]
    [InlineData("012345678901234567890123456", null)]
    public void What_can_be_an_id_is_read_in_any_letters_and_nothing_else_is(string text, string? id) => Assert.Equal(id, LedgerCallId.Parse(text));
}
