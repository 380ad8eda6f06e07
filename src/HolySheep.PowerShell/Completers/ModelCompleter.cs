using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes a model: a known name, or <c>provider/model</c>.</summary>
public sealed class ModelCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) =>
        word.IndexOf('/') is > 0 and var slash
            ? known.TargetsAt(word.Substring(0, slash)).Concat(known.Models)
            : word.Length == 0 ? known.Models : known.Models.Concat(TargetCompleter.Prefixes(known));
}
