using System;
using System.Linq;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>How large leases are, for any amounts, holders and paces.</summary>
public sealed class LeasePolicyTests
{
    private static readonly LeaseDemand Calm = new() { Need = 10, Estimate = 10, Left = 100_000, LeftToAlert = long.MaxValue, Holders = 1, Spent = 10, Since = TimeSpan.MaxValue };

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void A_lease_is_never_more_than_is_left_nor_ahead_of_the_share_of_its_holder(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Endurance.Rounds(20_000); round++)
        {
            var estimate = random.NextInt64(1, 1L << random.Next(1, 50));
            var need = random.Next(2) == 0 ? 0 : estimate;
            var demand = new LeaseDemand
            {
                Need = need,
                Estimate = estimate,
                Left = need + random.NextInt64(0, 1L << random.Next(1, 60)),
                LeftToAlert = random.Next(3) == 0 ? long.MaxValue : random.NextInt64(-(1L << 40), 1L << random.Next(1, 60)),
                Holders = random.Next(0, 50),
                Spent = random.NextInt64(0, 1L << random.Next(1, 60)),
                Since = random.Next(5) == 0 ? TimeSpan.MaxValue : TimeSpan.FromTicks(random.NextInt64(0, 1L << random.Next(1, 45))),
                Held = random.NextInt64(0, 1L << random.Next(1, 50)),
            };

            var size = LeasePolicy.SizeOf(demand);

            Assert.InRange(size.Amount, need, demand.Left);
            Assert.True(size.Amount == need || size.Amount <= demand.LeftToAlert, $"seed {seed}, round {round}: {demand} is answered with {size}.");
            Assert.True(size.Amount - need <= (demand.Left - need) / LeasePolicy.Parts / Math.Max(1, demand.Holders), $"seed {seed}, round {round}: {demand} is answered with {size}.");
            Assert.Equal(size.IsTight, (Math.Min(demand.Left, demand.LeftToAlert) - need) / LeasePolicy.Parts / Math.Max(1, demand.Holders) < estimate);
            Assert.True(!size.IsTight || size.Amount == need);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Holders_that_take_in_turns_use_a_budget_up_and_never_pass_it(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Endurance.Rounds(200); round++)
        {
            var (limit, estimate) = (random.NextInt64(1_000, 1_000_000), random.NextInt64(1, 1_000));
            var held = new long[random.Next(1, 9)];
            var committed = 0L;
            var calls = 0L;
            while (limit - committed >= estimate)
            {
                var place = random.Next(held.Length);
                if (held[place] < estimate)
                {
                    // What it has is given back first, as it is near the limit.
                    (committed, held[place]) = (committed - held[place], 0);
                    var size = LeasePolicy.SizeOf(new LeaseDemand
                    {
                        Need = estimate,
                        Estimate = estimate,
                        Left = limit - committed,
                        LeftToAlert = long.MaxValue,
                        Holders = Math.Max(1, held.Count(amount => amount > 0) + 1),
                        Spent = 50 * estimate,
                        Since = TimeSpan.FromSeconds(1),
                    });
                    (committed, held[place]) = (committed + size.Amount, size.Amount);
                    Assert.True(committed <= limit);
                }

                (held[place], calls) = (held[place] - estimate, calls + 1);
            }

            // What is left lies in leases, a twentieth at most for each share.
            Assert.InRange((calls * estimate) + held.Sum(), limit - estimate, limit);
            Assert.True(held.Sum() <= limit / LeasePolicy.Parts * 3, $"seed {seed}, round {round}: {held.Sum()} of {limit} are not spent.");
        }
    }

    [Fact]
    public void The_first_call_of_a_process_takes_what_it_needs_and_nothing_ahead() => Assert.Equal(new LeaseSize(10, false), LeasePolicy.SizeOf(Calm));

    [Fact]
    public void A_process_that_spends_gets_ahead_twice_what_it_spent_in_two_seconds_less_what_it_holds()
    {
        Assert.Equal(10 + 400, LeasePolicy.SizeOf(Calm with { Spent = 200, Since = TimeSpan.Zero }).Amount);
        Assert.Equal(10 + 400, LeasePolicy.SizeOf(Calm with { Spent = 200, Since = TimeSpan.FromSeconds(2) }).Amount);
        Assert.Equal(10 + 40, LeasePolicy.SizeOf(Calm with { Spent = 200, Since = TimeSpan.FromSeconds(20) }).Amount);
        Assert.Equal(10 + 300, LeasePolicy.SizeOf(Calm with { Spent = 200, Since = TimeSpan.Zero, Held = 100 }).Amount);
    }

    [Fact]
    public void Near_the_limit_and_near_an_alert_calls_are_paid_for_one_by_one()
    {
        var busy = Calm with { Spent = 10_000, Since = TimeSpan.FromSeconds(1) };
        Assert.Equal(new LeaseSize(10 + 10, false), LeasePolicy.SizeOf(busy with { Left = 10 + 200 }));
        Assert.Equal(new LeaseSize(10, true), LeasePolicy.SizeOf(busy with { Left = 10 + 199 }));
        Assert.Equal(new LeaseSize(10, true), LeasePolicy.SizeOf(busy with { LeftToAlert = 10 + 199 }));
        Assert.Equal(new LeaseSize(10, true), LeasePolicy.SizeOf(busy with { LeftToAlert = -5 }));
        Assert.Equal(new LeaseSize(0, true), LeasePolicy.SizeOf(busy with { Need = 0, Left = -5 }));
        Assert.Equal(new LeaseSize(10, true), LeasePolicy.SizeOf(busy with { Left = 10 + 200, Holders = 2 }));
    }
}
