using System;
using HolySheep.Limits;

namespace HolySheep.State;

/// <summary>What a store does with the records of limits in one isolated step: it reads what <see cref="LimitPolicy"/> needs, and writes what it decides.</summary>
internal static class LimitSteps
{
    /// <summary>Reserves room for a call.</summary>
    public static LimitGrant Take(ILimitRecords records, LimitDemand demand, DateTimeOffset now)
    {
        var quota = demand.Quota is null ? Quota.None : records.GetQuota(demand.Quota);
        var most = demand.Rules?.MaxConcurrency;
        var inFlight = most is { } places ? records.CountCalls(demand.Holder, places) : 0;
        var taken = LimitPolicy.Take(demand, demand.Rules is null ? Pace.None : records.GetPace(demand.Holder), quota, inFlight, now);
        if (!taken.Answer.Granted)
        {
            return new LimitGrant(taken.Answer, null);
        }

        if (demand.Rules is { } rules && (rules.RequestsPerMinute ?? rules.TokensPerMinute) is not null)
        {
            records.SetPace(demand.Holder, taken.Pace);
        }

        if (demand.Quota is not null)
        {
            records.SetQuota(demand.Quota, taken.Quota);
        }

        return new LimitGrant(taken.Answer, new LimitPermit(demand, taken.Quota.Used, most is not null ? records.AddCall(demand.Holder, demand.OverAt) : null));
    }

    /// <summary>Returns what a call no longer needs.</summary>
    public static void Settle(ILimitRecords records, in LimitSettlement settlement)
    {
        var permit = settlement.Permit;
        if (settlement.CorrectsPace)
        {
            records.SetPace(permit.Demand.Holder, LimitPolicy.Settle(permit.Demand, records.GetPace(permit.Demand.Holder), settlement.Tokens, settlement.IsSent));
        }

        if (permit.Call is { } call)
        {
            records.RemoveCall(call);
        }
    }

    /// <summary>Learns an announced limit.</summary>
    public static void Learn(ILimitRecords records, QuotaNotice notice) => records.SetQuota(notice.Name, QuotaWindowPolicy.Learn(records.GetQuota(notice.Name), notice));
}
