using System;
using System.Diagnostics.CodeAnalysis;

namespace HolySheep.State;

/// <summary>Passes on what the ledger, its budgets, the state and the kept answers of a client warn of, such as a cost that is not recorded or a budget that is spent.</summary>
internal sealed class StoreNotices
{
    /// <summary>Receives each warning, from any thread; the same text may come more than once.</summary>
    public event Action<string>? Reported;

    /// <summary>Passes a warning on and returns it; null is returned as it is.</summary>
    [return: NotNullIfNotNull(nameof(warning))]
    public string? Report(string? warning)
    {
        if (warning is not null)
        {
            Reported?.Invoke(warning);
        }

        return warning;
    }
}
