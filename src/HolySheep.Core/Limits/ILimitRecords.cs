using System;

namespace HolySheep.Limits;

/// <summary>The records of limits in one isolated change.</summary>
internal interface ILimitRecords
{
    /// <summary>How far a holder has used its configured rates; <see cref="Pace.None"/> if there is no record.</summary>
    Pace GetPace(string holder);

    void SetPace(string holder, Pace pace);

    /// <summary>What is known about a quota; <see cref="Quota.None"/> if nothing is.</summary>
    Quota GetQuota(string name);

    void SetQuota(string name, Quota quota);

    /// <summary>Forgets the announced limits of the quotas with these names.</summary>
    void ForgetQuotas(Func<string, bool> concerns);

    /// <summary>The number of a holder's calls under way, without those that are certainly over.</summary>
    /// <param name="holder">The holder.</param>
    /// <param name="enough">The number from which on calls of ended processes are removed too.</param>
    int CountCalls(string holder, int enough);

    /// <summary>Records a call under way; returns the id for its removal.</summary>
    long AddCall(string holder, DateTimeOffset overAt);

    void RemoveCall(long call);
}
