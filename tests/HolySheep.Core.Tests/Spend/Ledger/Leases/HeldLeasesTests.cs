using System;
using HolySheep.Spend.Budgets;
using Xunit;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>What one client knows of its leases, before and after the transactions that change them.</summary>
public class HeldLeasesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly CountedBudget Budget = new(LedgerHome.Budget(1m), names: null);
    private static readonly BudgetBalance Balance = new(Budget, BudgetWindow.Of(Budget.Options.Period, Now, TimeZoneInfo.Utc), default);
    private static readonly LeasePeriod Period = LeasePeriod.Of(Budget.Options.Period, Balance.Window);
    private readonly HeldLeases _leases = new();

    [Fact]
    public void What_a_transaction_gives_ahead_its_later_calls_give_back_although_each_gets_less_than_the_one_before()
    {
        var lease = new HeldLease(1, Budget, Period);
        foreach (var ahead in (long[])[40, 30, 10, 0])
        {
            _leases.Promise(lease, Period, amount: ahead + 100, ahead);
            Assert.Equal(ahead, _leases.TakeRest(lease, Budget));
            Assert.Equal(0, _leases.TakeRest(lease, Budget));
        }

        foreach (var ahead in (long[])[40, 30, 10, 0])
        {
            _leases.Apply(new LeaseGiven(lease, new LeaseSize(ahead + 100, IsTight: false), Charge: 100, Slack: 0, Now));
        }

        Assert.Equal((0, 0, 0, 400), (lease.Available, lease.PromisedAhead, lease.TakenAhead, lease.Granted));
    }

    [Fact]
    public void What_was_in_hand_before_the_transaction_is_given_back_with_what_it_gives()
    {
        var lease = new HeldLease(1, Budget, Period);
        _leases.Promise(lease, Period, amount: 70, ahead: 70);
        _leases.Apply(new LeaseGiven(lease, new LeaseSize(70, IsTight: false), Charge: 0, Slack: 0, Now));
        _leases.Promise(lease, Period, amount: 50, ahead: 50);

        Assert.Equal(120, _leases.TakeRest(lease, Budget));
        Assert.Null(_leases.TryCharge([Balance], 1, Now));

        _leases.Apply(new LeaseGiven(lease, new LeaseSize(50, IsTight: false), Charge: 0, Slack: 0, Now));
        Assert.Equal((0, 0), (lease.Available, lease.Granted));
    }

    [Fact]
    public void After_a_transaction_that_failed_the_database_says_what_can_be_spent()
    {
        var lease = new HeldLease(1, Budget, Period);
        _leases.Promise(lease, Period, amount: 70, ahead: 70);
        _leases.Apply(new LeaseGiven(lease, new LeaseSize(70, IsTight: false), Charge: 0, Slack: 0, Now));
        Assert.NotNull(_leases.TryCharge([Balance], 20, Now));
        _leases.Promise(lease, Period, amount: 50, ahead: 50);
        _leases.TakeRest(lease, Budget);
        _leases.Doubt();

        Assert.Empty(_leases.Reconcile(new System.Collections.Generic.Dictionary<long, long> { [1] = 70 }));

        Assert.False(_leases.IsUncertain);
        Assert.Equal((50, 0, 0, 70), (lease.Available, lease.Promised, lease.TakenAhead, lease.Granted));
    }
}
