using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes a time zone that this machine knows.</summary>
public sealed class TimeZoneCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) =>
        TimeZoneInfo.GetSystemTimeZones().Select(zone => new KnownName(zone.Id, zone.DisplayName));
}
