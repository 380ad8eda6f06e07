using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes a provider, or the preset of a new one.</summary>
public sealed class ProviderOrPresetCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => known.Providers.Concat(KnownNames.Presets.Where(preset => known.Providers.All(provider => provider.Name != preset.Name)));
}
