using System;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Health;
using HolySheep.State.Memory;
using Xunit;

namespace HolySheep.State;

public sealed class MemoryHealthStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_health_that_was_reset_can_be_changed_again()
    {
        var store = new MemoryHealthStore();
        var failed = HealthChange.Failed(OutcomeKind.Transient, new Failure { Signal = FailureSignal.ServerError, Message = "down" }, Start, Start, new HealthOptions());
        await store.ChangeAsync("one/alpha", failed);
        await store.ChangeAsync("one/alpha", failed);
        await store.ChangeAsync("one/alpha", HealthChange.Reset(Start, new HealthOptions()));
        Assert.Equal(1, (await store.ChangeAsync("one/alpha", failed)).Health.Failures);
        Assert.Equal(1, store.Get("one/alpha").Failures);
    }
}
