using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes the periods of budgets.</summary>
public sealed class PeriodCompleter : NameCompleter
{
    private static readonly KnownName[] Periods =
    [
        new("day", "starts again at midnight"),
        new("week", "starts again on Monday"),
        new("month", "starts again on the first"),
        new("24h", "the last 24 hours, at any time"),
    ];

    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => Periods;
}
