using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Limits;
using HolySheep.Transport;
using Xunit;

namespace HolySheep.State.Contracts;

/// <summary>What every backend promises of the use of limits.</summary>
public sealed class LimitStoreContract : StoreContract
{
    [Theory]
    [MemberData(nameof(Backends))]
    public async Task No_more_calls_of_two_processes_are_under_way_than_there_are_places(string backend)
    {
        var grants = await ManyAsync(backend, state => state.Limits.TakeAsync(Demand(places: 10)));

        Assert.Equal(10, grants.Count(grant => grant.Answer.Granted));
        Assert.All(grants, grant => Assert.Equal(grant.Answer.Granted, grant.Permit is not null));
        Assert.All(grants.Where(grant => !grant.Answer.Granted), grant => Assert.True(grant.Answer.IsFull));
        Assert.Equal(10, grants.Where(grant => grant.Permit is not null).Select(grant => grant.Permit!.Call).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_place_is_free_again_once_its_call_is_settled_or_certainly_over(string backend)
    {
        var (one, other) = OpenTwo(backend);
        var first = (await one.Limits.TakeAsync(Demand(places: 1))).Permit!;
        Assert.True((await other.Limits.TakeAsync(Demand(places: 1))).Answer.IsFull);
        Assert.True((await other.Limits.TakeAsync(Demand(places: 1, holder: "another"))).Answer.Granted);

        await one.Limits.SettleAsync(new LimitSettlement(first, 0, IsSent: true));
        await one.Limits.SettleAsync(new LimitSettlement(first, 0, IsSent: true));
        Assert.NotEqual(first.Call, (await other.Limits.TakeAsync(Demand(places: 1))).Permit!.Call);
        Assert.True((await one.Limits.TakeAsync(Demand(places: 1))).Answer.IsFull);

        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await one.Limits.TakeAsync(Demand(places: 1))).Answer.Granted);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task The_calls_of_two_processes_share_one_rate_and_what_was_not_sent_is_given_back(string backend)
    {
        var (one, other) = OpenTwo(backend);
        var rate = new LimitRules(RequestsPerMinute: 60, TokensPerMinute: null, MaxConcurrency: null);
        var waits = new[]
        {
            (await one.Limits.TakeAsync(Demand(rate))).Answer.Wait,
            (await other.Limits.TakeAsync(Demand(rate))).Answer.Wait,
            (await one.Limits.TakeAsync(Demand(rate))).Answer.Wait,
        };
        Assert.Equal([0, 1, 2], waits.Select(wait => wait.TotalSeconds));

        var unsent = (await other.Limits.TakeAsync(Demand(rate))).Permit!;
        await other.Limits.SettleAsync(new LimitSettlement(unsent, 0, IsSent: false));
        Assert.Equal(3, (await one.Limits.TakeAsync(Demand(rate))).Answer.Wait.TotalSeconds);

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await other.Limits.TakeAsync(Demand(rate))).Answer.Wait.TotalSeconds);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task No_request_of_many_at_once_is_counted_less(string backend)
    {
        var rate = new LimitRules(RequestsPerMinute: 60, TokensPerMinute: null, MaxConcurrency: null);
        var grants = await ManyAsync(backend, state => state.Limits.TakeAsync(Demand(rate)));

        Assert.Equal(Enumerable.Range(0, Writers * Changes).Select(second => (double)second), grants.Select(grant => Math.Round(grant.Answer.Wait.TotalSeconds, 6)).Order());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_quota_that_a_server_announced_holds_for_both_processes_until_it_is_forgotten(string backend)
    {
        var (one, other) = OpenTwo(backend);
        Assert.Equal((false, false), (one.Limits.HasQuotas, one.Limits.HasQuota("q")));
        await one.Limits.LearnAsync(new QuotaNotice("q", default, new QuotaReading(Start, new QuotaLevel(1, Start.AddSeconds(30), 60), null), null));

        Assert.Equal((true, true, false), (one.Limits.HasQuotas, one.Limits.HasQuota("q"), one.Limits.HasQuota("other")));
        await other.Health.RefreshAsync();
        Assert.Equal((true, true), (other.Limits.HasQuotas, other.Limits.HasQuota("q")));
        var quota = new LimitDemand { Holder = "h", Quota = "q", OverAt = Start.AddMinutes(5) };
        var granted = await other.Limits.TakeAsync(quota);
        Assert.Equal((true, 1L), (granted.Answer.Granted, granted.Permit!.Mark.Requests));
        var refused = await one.Limits.TakeAsync(quota);
        Assert.Equal((false, 30.0), (refused.Answer.Granted, refused.Answer.Wait.TotalSeconds));

        Assert.Equal(["q"], await other.Limits.ListQuotasAsync());
        await other.Limits.ForgetQuotasAsync(["q", "other"]);
        Assert.Empty(await one.Limits.ListQuotasAsync());
        Assert.True((await one.Limits.TakeAsync(quota)).Answer.Granted);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Where_the_place_fails_limits_go_on_in_the_process_and_one_warning_says_so(string backend, string fault)
    {
        var state = OpenWithFault(backend, fault);
        var first = await state.Limits.TakeAsync(Demand(places: 1));
        Assert.True(first.Answer.Granted);
        Assert.True((await state.Limits.TakeAsync(Demand(places: 1))).Answer.IsFull);
        await state.Limits.SettleAsync(new LimitSettlement(first.Permit!, 0, IsSent: true));
        Assert.True((await state.Limits.TakeAsync(Demand(places: 1))).Answer.Granted);
        await state.Limits.LearnAsync(new QuotaNotice("q", default, new QuotaReading(Start, new QuotaLevel(1, Start.AddSeconds(30), 60), null), null));
        Assert.True(state.Limits.HasQuota("q"));

        Assert.NotNull(state.TakeWarning());
        Assert.Null(state.TakeWarning());
    }

    private static LimitDemand Demand(int places, string holder = "h") => Demand(new LimitRules(null, null, places)) with { Holder = holder };

    private static LimitDemand Demand(LimitRules rules) => new() { Holder = "h", Rules = rules, LongestWait = TimeSpan.FromMinutes(10), OverAt = Start.AddMinutes(5) };
}
