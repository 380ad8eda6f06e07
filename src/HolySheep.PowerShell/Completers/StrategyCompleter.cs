using System.Collections.Generic;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes how the targets of a model are ordered.</summary>
public sealed class StrategyCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => TargetStrategyName.All;
}
