using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace HolySheep.Csv.Running;

/// <summary>The warnings of one run: its own, and what the ledger, its budgets and the state warn of meanwhile. Texts that differ only in their numbers are one warning, with the newest numbers.</summary>
internal sealed class JobWarnings : IDisposable
{
    private const int MostNotices = 20;
    private static readonly Regex Numbers = new("[0-9]+([.,:-][0-9]+)*", RegexOptions.CultureInvariant);
    private readonly ClientResources _resources;
    private readonly object _lock = new();
    private readonly List<string> _warnings = [];
    private readonly List<string> _notices = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public JobWarnings(ClientResources resources)
    {
        _resources = resources;
        resources.Notices.Reported += AddNotice;
    }

    /// <summary>Adds a warning of the run itself.</summary>
    public void Add(string warning)
    {
        lock (_lock)
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>The warnings so far. Of those about ledger, budgets and state it lists 20, and says how many more there are.</summary>
    public IReadOnlyList<string> Collect()
    {
        // Only an answer takes the warning of the state, and a run may have none.
        _resources.Services.StateWarning();
        lock (_lock)
        {
            var more = _places.Count - _notices.Count;
            return more == 0 ? [.. _warnings, .. _notices] : [.. _warnings, .. _notices, $"{more} more warnings about ledger, budgets and state are not listed."];
        }
    }

    /// <summary>Ends what is reported to this run.</summary>
    public void Dispose() => _resources.Notices.Reported -= AddNotice;

    private void AddNotice(string notice)
    {
        var kind = Numbers.Replace(notice, "#");
        lock (_lock)
        {
            if (!_places.TryGetValue(kind, out var place))
            {
                _places.Add(kind, place = _places.Count);
                if (place < MostNotices)
                {
                    _notices.Add(notice);
                }
            }
            else if (place < MostNotices)
            {
                _notices[place] = notice;
            }
        }
    }
}
