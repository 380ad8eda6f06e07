using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes the name of a template.</summary>
public sealed class TemplateCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => known.Templates;
}
