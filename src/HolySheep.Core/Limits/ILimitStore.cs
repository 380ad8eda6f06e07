using System;

namespace HolySheep.Limits;

/// <summary>Keeps how far limits are used; safe for many threads at once.</summary>
internal interface ILimitStore
{
    /// <summary>How often to look whether a call of another process has ended; null where there is no other.</summary>
    TimeSpan? PollInterval { get; }

    /// <summary>Whether a server has said something of this quota; cheap enough to be asked before every call.</summary>
    bool HasQuota(string name);

    /// <summary>Whether a server has said something of any quota.</summary>
    bool HasQuotas { get; }

    /// <summary>Makes a quota known that a server has said something of.</summary>
    void Announce(string name);

    /// <summary>Reads and changes the records as one step.</summary>
    TResult Change<TResult>(Func<ILimitRecords, TResult> change);
}
