using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes the name of a rule.</summary>
public sealed class RuleCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => known.Rules;
}
