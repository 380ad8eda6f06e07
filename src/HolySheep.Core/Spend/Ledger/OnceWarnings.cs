using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Ledger;

/// <summary>Warnings that are reported once, by the first call that can.</summary>
internal sealed class OnceWarnings
{
    private readonly object _gate = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private List<string> _waiting = [];

    /// <summary>A list with the warning the first time; an empty list later.</summary>
    public IReadOnlyList<string> Once(string warning)
    {
        lock (_gate)
        {
            return _told.Add(warning) ? [warning] : [];
        }
    }

    /// <summary>Keeps a warning until a call takes it.</summary>
    public void Add(string warning)
    {
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

        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }
}
