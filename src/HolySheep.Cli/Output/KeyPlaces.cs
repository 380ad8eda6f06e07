using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Cli.Output;

/// <summary>The references to a provider's keys as the configuration spells them.</summary>
internal static class KeyPlaces
{
    public static IReadOnlyList<string> Of(ProviderOptions options) => options is { ApiKeys.Count: 0, Keyless: true }
        ? ["none"]
        : [.. options.ApiKeys.Where(key => key.Command is null).Select(key => key.ToString())];
}
