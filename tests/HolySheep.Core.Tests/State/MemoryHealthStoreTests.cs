using HolySheep.Health;
using HolySheep.State.Memory;
using Xunit;

namespace HolySheep.State;

public sealed class MemoryHealthStoreTests
{
    [Fact]
    public void A_health_that_was_reset_can_be_changed_again()
    {
        var store = new MemoryHealthStore();
        store.Update("one/alpha", health => health with { Failures = 3 });
        store.Update("one/alpha", _ => TargetHealth.Fine);
        Assert.Equal(1, store.Update("one/alpha", health => health with { Failures = health.Failures + 1 }).Failures);
        Assert.Equal(1, store.Get("one/alpha").Failures);
    }
}
