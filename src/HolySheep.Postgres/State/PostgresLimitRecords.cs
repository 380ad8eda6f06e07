using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Limits;
using HolySheep.State;

namespace HolySheep.Postgres.State;

/// <summary>The records of one holder and one quota as they were read, with what a step changes. The step is written as a whole, or decided again.</summary>
/// <param name="places">The places of this process.</param>
/// <param name="holder">The holder's record.</param>
/// <param name="quota">The quota.</param>
/// <param name="now">The server's time.</param>
internal sealed class PostgresLimitRecords(HeldPlaces places, HolderRecord holder, Quota quota, DateTimeOffset now) : ILimitRecords
{
    /// <summary>How long a machine that dies keeps its places.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private HolderRecord _holder = holder;

    /// <summary>The quota after the step.</summary>
    public Quota Quota { get; private set; } = quota;

    /// <summary>The time of the step.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The holder's record after the step, with the number of calls that this process has under way.</summary>
    public HolderRecord HolderWith(int own)
    {
        var kept = (_holder.Places ?? []).Where(place => place.Key != places.Owner && IsHeld(place.Value)).ToDictionary(place => place.Key, place => place.Value);
        if (own > 0)
        {
            kept[places.Owner] = [own, (now + Lease).UtcTicks];
        }

        return _holder with { Places = kept.Count == 0 ? null : kept };
    }

    public Pace GetPace(string holder) => _holder.ToPace();

    public void SetPace(string holder, Pace pace) => _holder = _holder.With(pace);

    public Quota GetQuota(string name) => Quota;

    public void SetQuota(string name, Quota quota) => Quota = quota;

    public void RemoveQuotas(IEnumerable<string> names) => throw new NotSupportedException();

    public int CountCalls(string holder, int enough) =>
        places.Count(holder) + (int)(_holder.Places ?? []).Where(place => place.Key != places.Owner && IsHeld(place.Value)).Sum(static place => place.Value[0]);

    // The store gives the id once the step is written, and its record holds the number of calls alone.
    public long AddCall(string holder, DateTimeOffset overAt) => 0;

    public void RemoveCall(long call)
    {
    }

    // A lease that ends later than any was written by a server whose clock has since been set back.
    private bool IsHeld(long[] place) => place is [> 0, var until] && until > now.UtcTicks && until <= (now + Lease + Lease).UtcTicks;
}
