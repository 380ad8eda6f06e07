using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.State;

namespace HolySheep.Spend.Ledger;

/// <summary>Warnings that are reported once, by the first call that can.</summary>
/// <param name="faults">Receives what the ledger reports about itself, also if a call was told before.</param>
internal sealed class OnceWarnings(StoreFaults faults)
{
    private readonly object _gate = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private List<(string Text, bool IsFault)> _waiting = [];

    /// <summary>A list with a fault of the ledger the first time; an empty list later.</summary>
    public IReadOnlyList<string> Once(string fault)
    {
        faults.Report(fault);
        lock (_gate)
        {
            return _told.Add(fault) ? [fault] : [];
        }
    }

    /// <summary>Keeps a warning about something else than the ledger until a call takes it.</summary>
    public void Add(string warning) => Add(warning, isFault: false);

    /// <summary>Keeps a fault of the ledger until a call takes it.</summary>
    public void AddFault(string fault)
    {
        faults.Report(fault);
        Add(fault, isFault: true);
    }

    /// <summary>Takes the waiting warnings.</summary>
    public IReadOnlyList<string> Take()
    {
        if (_waiting.Count == 0)
        {
            return [];
        }

        List<(string Text, bool IsFault)> taken;
        lock (_gate)
        {
            (taken, _waiting) = (_waiting, []);
        }

        // The job of the call that takes a fault may have begun after the fault.
        foreach (var (fault, _) in taken.Where(warning => warning.IsFault))
        {
            faults.Report(fault);
        }

        return [.. taken.Select(warning => warning.Text)];
    }

    private void Add(string text, bool isFault)
    {
        lock (_gate)
        {
            _waiting.Add((text, isFault));
        }
    }
}
