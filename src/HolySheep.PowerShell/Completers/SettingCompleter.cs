using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes the name of a setting.</summary>
public sealed class SettingCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => known.Settings;
}
