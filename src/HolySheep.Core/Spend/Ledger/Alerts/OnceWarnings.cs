using System;
using System.Collections.Generic;
using HolySheep.State;

namespace HolySheep.Spend.Ledger.Alerts;

/// <summary>Warnings that are reported once, by the first call that can.</summary>
/// <param name="notices">Receives them too, also if a call was told before.</param>
internal sealed class OnceWarnings(StoreNotices notices)
{
    private readonly object _gate = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private List<string> _waiting = [];

    /// <summary>A list with the warning the first time; an empty list later.</summary>
    public IReadOnlyList<string> Once(string warning)
    {
        notices.Report(warning);
        lock (_gate)
        {
            return _told.Add(warning) ? [warning] : [];
        }
    }

    /// <summary>Keeps a warning until a call takes it.</summary>
    public void Add(string warning)
    {
        notices.Report(warning);
        lock (_gate)
        {
            _waiting.Add(warning);
        }
    }

    /// <summary>Takes the waiting warnings.</summary>
    public IReadOnlyList<string> Take()
    {
        if (_waiting.Count == 0)
        {
            return [];
        }

        List<string> taken;
        lock (_gate)
        {
            (taken, _waiting) = (_waiting, []);
        }

        // The job of the call that takes a warning may have begun after it.
        return Report(taken);
    }

    /// <summary>Reports the warnings of a call itself, and returns them.</summary>
    public IReadOnlyList<string> Report(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            notices.Report(warning);
        }

        return warnings;
    }
}
