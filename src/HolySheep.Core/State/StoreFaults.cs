using System;
using System.Diagnostics.CodeAnalysis;

namespace HolySheep.State;

/// <summary>Passes on what the ledger, the state and the kept answers of a client report about themselves, such as a cost that is not recorded.</summary>
internal sealed class StoreFaults
{
    /// <summary>Receives each report, from any thread; the same text may come more than once.</summary>
    public event Action<string>? Reported;

    /// <summary>Passes a fault on and returns it; null is returned as it is.</summary>
    [return: NotNullIfNotNull(nameof(fault))]
    public string? Report(string? fault)
    {
        if (fault is not null)
        {
            Reported?.Invoke(fault);
        }

        return fault;
    }
}
