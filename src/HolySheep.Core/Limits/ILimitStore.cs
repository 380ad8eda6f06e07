using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace HolySheep.Limits;

/// <summary>Stores the use of limits. Thread-safe. Each operation is one isolated step among all processes, and decides with the store's own clock by <see cref="LimitPolicy"/> and <see cref="QuotaWindowPolicy"/>.</summary>
internal interface ILimitStore
{
    /// <summary>How often to check whether a call of another process has ended; null if there are no other processes.</summary>
    TimeSpan? PollInterval { get; }

    /// <summary>Whether a server has announced this quota, as far as this process knows; cheap enough to call before every call.</summary>
    bool HasQuota(string name);

    /// <summary>Whether a server has announced any quota, as far as this process knows.</summary>
    bool HasQuotas { get; }

    /// <summary>Reserves room for a call.</summary>
    ValueTask<LimitGrant> TakeAsync(LimitDemand demand);

    /// <summary>Returns what a call no longer needs.</summary>
    ValueTask SettleAsync(LimitSettlement settlement);

    /// <summary>Learns an announced limit.</summary>
    ValueTask LearnAsync(QuotaNotice notice);

    /// <summary>The names of all quotas that servers have announced.</summary>
    ValueTask<IReadOnlyList<string>> ListQuotasAsync();

    /// <summary>Forgets the announced limits of quotas.</summary>
    ValueTask ForgetQuotasAsync(IReadOnlyList<string> names);
}
