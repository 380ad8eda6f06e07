using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes the word for a target's own usual time; seconds are accepted too.</summary>
public sealed class HedgeCompleter : NameCompleter
{
    private static readonly KnownName[] Times = [new("auto", "the time in which the target gave 95 of its last 100 answers")];

    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => Times;
}
