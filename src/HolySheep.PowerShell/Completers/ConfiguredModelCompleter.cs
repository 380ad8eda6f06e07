using System.Collections.Generic;
using HolySheep.Configuration;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes a model that has settings of its own.</summary>
public sealed class ConfiguredModelCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => known.ConfiguredModels;
}
