using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Spend.Ledger;
using HolySheep.State;

namespace HolySheep.Spend.History;

/// <summary>Finds calls in the ledger.</summary>
/// <param name="records">The ledger.</param>
/// <param name="names">The names of the configuration; null uses every name unchanged.</param>
internal sealed class CallHistory(ILedgerRecords records, ModelNames? names)
{
    // The first page is what a person looks at; who goes on reads many.
    private const int FirstPage = 128;
    private const int LargestPage = 8_192;
    private const int Growth = 4;
    private const int ShortestId = 4;

    /// <summary>The calls that are asked for, the newest first; read from the ledger page by page while they are enumerated.</summary>
    /// <exception cref="HolySheepException">The range ends before it begins, or, while they are enumerated, the ledger cannot be read.</exception>
    public IEnumerable<RecordedCall> List(CallQuery query)
    {
        if (query.From >= query.To)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The requested time range ends before it begins.", "Give a 'from' that is before 'to'.");
        }

        var filter = new CallFilter(query, names);
        return All(LedgerCallId.From(query.From ?? DateTimeOffset.MinValue), query.To is { } end ? LedgerCallId.Before(end) : LedgerCallId.AfterAll).Where(filter.Matches);
    }

    /// <summary>One call.</summary>
    /// <param name="id">Its id, or the beginning of it that no other call shares.</param>
    /// <exception cref="HolySheepException">No call or several calls have such an id, or the ledger cannot be read.</exception>
    public RecordedCall Find(string id)
    {
        var text = LedgerCallId.Parse(id);
        var found = text?.Length >= ShortestId ? All(text, text + LedgerCallId.AfterAll).Take(2).ToList() : [];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new HolySheepException(
                ErrorCode.ArgumentInvalid,
                text?.Length < ShortestId ? $"'{id}' is too short for the id of a call." : $"The ledger has no call with the id '{id}'.",
                $"{CommandHint.Calls} Give the id or at least its first {ShortestId} characters. A result has it as {CommandHint.CallId}; its own id is the provider's."),
            _ => throw new HolySheepException(
                ErrorCode.ArgumentInvalid, $"The ids of several calls begin with '{id}', for example {found[0].Id} and {found[1].Id}.", "Give more of the id."),
        };
    }

    private IEnumerable<RecordedCall> All(string from, string before)
    {
        for (var most = FirstPage; ;)
        {
            var page = StoreWait.For(records.ReadCallsAsync(from, before, most));
            var isLast = page.Count < most;
            var calls = page.GroupBy(row => row.Call, StringComparer.Ordinal).ToList();
            if (!isLast)
            {
                // The rest of its attempts may be on the next page.
                calls.RemoveAt(calls.Count - 1);
            }

            foreach (var call in calls)
            {
                yield return CallFold.Call(call);
                before = call.Key;
            }

            if (isLast)
            {
                yield break;
            }

            // A call that fills a whole page needs a larger one.
            most = calls.Count == 0 ? most * Growth : Math.Min(most * Growth, LargestPage);
        }
    }
}
