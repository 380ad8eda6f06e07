using System;
using System.Collections.Generic;

namespace HolySheep.Csv.Running;

/// <summary>The warnings of one run: its own, and once each text that the ledger and the state report about themselves meanwhile.</summary>
internal sealed class JobWarnings : IDisposable
{
    private const int MostFaults = 20;
    private readonly ClientResources _resources;
    private readonly object _lock = new();
    private readonly List<string> _warnings = [];
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public JobWarnings(ClientResources resources)
    {
        _resources = resources;
        resources.Faults.Reported += AddFault;
    }

    /// <summary>Adds a warning of the run itself.</summary>
    public void Add(string warning)
    {
        lock (_lock)
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>The warnings so far. Of those about ledger and state it lists 20, and says how many more there are.</summary>
    public IReadOnlyList<string> Collect()
    {
        // Only an answer takes the warning of the state, and a run may have none.
        _resources.Services.StateWarning();
        lock (_lock)
        {
            var more = _seen.Count - _faults.Count;
            return more == 0 ? [.. _warnings, .. _faults] : [.. _warnings, .. _faults, $"{more} more warnings about the ledger and the state are not listed."];
        }
    }

    /// <summary>Ends what the ledger and the state report to this run.</summary>
    public void Dispose() => _resources.Faults.Reported -= AddFault;

    private void AddFault(string fault)
    {
        lock (_lock)
        {
            if (_seen.Add(fault) && _faults.Count < MostFaults)
            {
                _faults.Add(fault);
            }
        }
    }
}
