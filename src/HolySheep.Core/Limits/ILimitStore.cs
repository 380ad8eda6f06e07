using System;

namespace HolySheep.Limits;

/// <summary>Stores the use of limits. Thread-safe.</summary>
internal interface ILimitStore
{
    /// <summary>How often to check whether a call of another process has ended; null if there are no other processes.</summary>
    TimeSpan? PollInterval { get; }

    /// <summary>Whether a server has announced this quota; cheap enough to call before every call.</summary>
    bool HasQuota(string name);

    /// <summary>Whether a server has announced any quota.</summary>
    bool HasQuotas { get; }

    /// <summary>Marks a quota as announced.</summary>
    void Announce(string name);

    /// <summary>Reads and changes the records in one step.</summary>
    TResult Change<TResult>(Func<ILimitRecords, TResult> change);
}
