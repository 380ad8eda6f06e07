using System;

namespace HolySheep.Limits;

/// <summary>What is kept of limits, inside one change that nobody else's comes between.</summary>
internal interface ILimitRecords
{
    /// <summary>How far a holder has used its configured rates; <see cref="Pace.None"/> where nothing is known.</summary>
    Pace GetPace(string holder);

    void SetPace(string holder, Pace pace);

    /// <summary>What is known of a quota; <see cref="Quota.None"/> where nothing is.</summary>
    Quota GetQuota(string name);

    void SetQuota(string name, Quota quota);

    /// <summary>Forgets what servers said of the quotas whose names are concerned.</summary>
    void ForgetQuotas(Func<string, bool> concerns);

    /// <summary>Calls of a holder that are under way; those that are over for sure are forgotten first.</summary>
    /// <param name="holder">The holder.</param>
    /// <param name="enough">From so many on, those whose process is gone are forgotten too.</param>
    int CountCalls(string holder, int enough);

    /// <summary>Notes a call that is under way; gives what it is forgotten by.</summary>
    long AddCall(string holder, DateTimeOffset overAt);

    void RemoveCall(long call);
}
