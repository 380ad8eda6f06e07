using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes the calls that a budget counts.</summary>
public sealed class ScopeCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) =>
    [
        new("all", "every call"),
        new("tag=", "calls with a tag: name=value, or a word that is either"),
        new("job=", "calls of a job"),
        .. known.Providers.Select(provider => new KnownName("provider=" + provider.Name, "calls of this provider")),
        .. known.Models.Select(model => new KnownName("model=" + model.Name, "calls of this model")),
    ];
}
