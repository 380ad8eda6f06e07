using System;
using HolySheep.Planning.Splits;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.State;

public sealed class SqliteSplitStoreTests : IDisposable
{
    private static readonly SplitStatistics Some = new()
    {
        Revision = "since|b 5 %",
        Samples = 7,
        Errors = 2,
        Cost = 0.0000001234567890123m,
        Window = [12, SplitStatistics.Failed, 2_000_000],
        ReturnedAt = new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero),
        Reason = "it was slow",
        Told = true,
    };

    private readonly TempFolder _folder = new("split");

    [Fact]
    public void What_one_process_has_counted_another_goes_on_with()
    {
        using var first = StateBackends.Open(_folder.Path, TimeProvider.System);
        using var second = StateBackends.Open(_folder.Path, TimeProvider.System);
        Assert.Same(SplitStatistics.None, second.Splits.Get("m", "b"));

        first.Splits.Update("m", "b", _ => Some);
        Assert.Equal(Some with { Window = [] }, second.Splits.Get("m", "b") with { Window = [] });
        Assert.Equal(Some.Window, second.Splits.Get("m", "b").Window);

        second.Splits.Update("m", "b", last => last with { Samples = last.Samples + 1, Cost = null });
        Assert.Equal((8L, null), first.Splits.Get("m", "b") is var known ? (known.Samples, known.Cost) : default);
        Assert.Equal(0, first.Splits.Get("m", "m").Samples);
    }

    [Fact]
    public void A_file_that_is_lost_costs_sharing_and_the_counting_goes_on_in_memory()
    {
        using var state = StateBackends.Open(_folder.Path, TimeProvider.System);
        state.Splits.Update("m", "b", _ => Some);
        state.Dispose();
        Assert.Equal(8, state.Splits.Update("m", "b", last => last with { Samples = last.Samples + 1 }).Samples);
        Assert.Equal(8, state.Splits.Get("m", "b").Samples);
    }

    public void Dispose() => _folder.Dispose();
}
