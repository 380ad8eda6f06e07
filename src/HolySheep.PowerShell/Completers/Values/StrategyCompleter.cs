using System.Collections.Generic;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes a strategy.</summary>
public sealed class StrategyCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => TargetStrategyName.All;
}
