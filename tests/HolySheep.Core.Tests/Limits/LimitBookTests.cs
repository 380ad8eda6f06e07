using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Planning;
using HolySheep.State.Memory;
using HolySheep.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Limits;

public sealed class LimitBookTests
{
    private static readonly Secret Key = new("one");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Where_nothing_limits_a_target_to_ask_costs_no_allocation_and_no_change()
    {
        var book = Book(new UnusedStore(), Provider());
        Assert.False(book.Limits(Candidate(), Key));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var limited = book.Limits(Candidate(), Key);
        var candidate = GC.GetAllocatedBytesForCurrentThread();
        _ = Candidate();
        Assert.Equal(GC.GetAllocatedBytesForCurrentThread() - candidate, candidate - before);
        Assert.False(limited);
    }

    [Fact]
    public async Task Headers_of_a_sandbox_are_not_heeded()
    {
        var book = Book(new UnusedStore(), Provider() with { Kind = ProviderKind.Sandbox, RequestsPerMinute = 1 });
        await book.LearnAsync(Candidate(), Key, default, new QuotaReading(_clock.GetUtcNow(), new QuotaLevel(0, _clock.GetUtcNow().AddHours(1), 5), null), null);
        Assert.False(book.Limits(Candidate(), Key));
    }

    [Fact]
    public async Task A_call_that_has_certainly_ended_holds_no_place()
    {
        var book = Book(new MemoryLimitStore(_clock), Provider() with { MaxConcurrency = 1 });
        Assert.NotNull((await book.TakeAsync(Demand(book))).Permit);
        Assert.True((await book.TakeAsync(Demand(book))).Answer.IsFull);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.NotNull((await book.TakeAsync(Demand(book))).Permit);
    }

    [Fact]
    public void A_key_is_identified_by_a_name_that_does_not_show_it()
    {
        var book = Book(new MemoryLimitStore(_clock), Provider() with { MaxConcurrency = 1 });
        Assert.DoesNotContain("another-key", book.DemandOf(Candidate(), new Secret("another-key"), static () => default, TimeSpan.FromSeconds(60)).Holder);
        Assert.NotEqual(Demand(book).Holder, book.DemandOf(Candidate(), new Secret("another-key"), static () => default, TimeSpan.FromSeconds(60)).Holder);
    }

    private static LimitDemand Demand(LimitBook book) => book.DemandOf(Candidate(), Key, static () => default, TimeSpan.FromSeconds(60));

    private LimitBook Book(ILimitStore store, ProviderOptions provider) => new(store, [provider], _clock);

    private static ProviderOptions Provider() => new() { Name = "one", Kind = ProviderKind.OpenAI };

    private static RouteCandidate Candidate() => new() { Provider = "one", Model = "alpha", ChainIndex = 0, ChainModel = "alpha", QuotaGroup = "one/alpha" };

    private sealed class UnusedStore : ILimitStore
    {
        public TimeSpan? PollInterval => null;

        public bool HasQuotas => false;

        public bool HasQuota(string name) => throw new InvalidOperationException();

        public ValueTask<LimitGrant> TakeAsync(LimitDemand demand) => throw new InvalidOperationException();

        public ValueTask SettleAsync(LimitSettlement settlement) => throw new InvalidOperationException();

        public ValueTask LearnAsync(QuotaNotice notice) => throw new InvalidOperationException();

        public ValueTask<IReadOnlyList<string>> ListQuotasAsync() => throw new InvalidOperationException();

        public ValueTask ForgetQuotasAsync(IReadOnlyList<string> names) => throw new InvalidOperationException();
    }
}
