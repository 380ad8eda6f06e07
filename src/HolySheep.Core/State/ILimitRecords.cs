using System;
using System.Collections.Generic;
using HolySheep.Limits;

namespace HolySheep.State;

/// <summary>The records of limits in one isolated step of a store that reads and writes them one by one; <see cref="LimitSteps"/> are the steps.</summary>
internal interface ILimitRecords
{
    /// <summary>How far a holder has used its configured rates; <see cref="Pace.None"/> if there is no record.</summary>
    Pace GetPace(string holder);

    void SetPace(string holder, Pace pace);

    /// <summary>What is known about a quota; <see cref="Quota.None"/> if nothing is.</summary>
    Quota GetQuota(string name);

    void SetQuota(string name, Quota quota);

    void RemoveQuotas(IEnumerable<string> names);

    /// <summary>The number of a holder's calls under way, without those that are certainly over.</summary>
    /// <param name="holder">The holder.</param>
    /// <param name="enough">The number from which on calls of ended processes are removed too.</param>
    int CountCalls(string holder, int enough);

    /// <summary>Records a call under way; returns the id for its removal.</summary>
    long AddCall(string holder, DateTimeOffset overAt);

    void RemoveCall(long call);
}
