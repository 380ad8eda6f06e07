using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes how several keys of a provider are used.</summary>
public sealed class KeyOrderCompleter : NameCompleter
{
    private static readonly KnownName[] Orders =
    [
        new("failover", "the next key is used while the one before it cannot be"),
        new("spread", "calls share the keys in turn"),
    ];

    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => Orders;
}
