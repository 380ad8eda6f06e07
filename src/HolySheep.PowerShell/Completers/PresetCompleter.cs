using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes a preset of a provider.</summary>
public sealed class PresetCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => KnownNames.Presets;
}
