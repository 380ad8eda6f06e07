using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes a target, <c>provider/model</c>: first the provider, then the model.</summary>
public sealed class TargetCompleter : NameCompleter
{
    /// <summary>The beginnings of targets.</summary>
    internal static IEnumerable<KnownName> Prefixes(KnownNames known) =>
        known.Providers.Select(provider => new KnownName(provider.Name + "/", "a model at " + provider.Note));

    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) =>
        word.IndexOf('/') is > 0 and var slash ? known.TargetsAt(word.Substring(0, slash)) : Prefixes(known);
}
