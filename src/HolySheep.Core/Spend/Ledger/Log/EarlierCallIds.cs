using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>Gives the calls in the log of an earlier version ids of the current layout: one for each call of an import.</summary>
internal sealed class EarlierCallIds
{
    private Dictionary<string, string>? _known;

    /// <summary>Replaces the id of an attempt's call, if it is an earlier one.</summary>
    public void Replace(AttemptStart start)
    {
        if (!LedgerCallId.IsEarlier(start.Call))
        {
            return;
        }

        _known ??= new Dictionary<string, string>(StringComparer.Ordinal);
        if (!_known.TryGetValue(start.Call, out var id))
        {
            _known.Add(start.Call, id = LedgerCallId.OfEarlier(start.Call, start.StartedAt));
        }

        start.Call = id;
    }
}
