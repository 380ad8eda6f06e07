using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Providers;

namespace HolySheep.Cli.Output;

/// <summary>Providers as table rows.</summary>
internal static class ProvidersTable
{
    private static readonly TableOutput Table = new(["PROVIDER", "KIND", "KEY", "DEFAULT"], ["ADDRESS"], "KIND");

    public static void Write(StandardOutput output, IEnumerable<ConfiguredProvider> providers) => Table.Write(output, providers.Select(provider => (IReadOnlyList<string>)
    [
        provider.Options.Name,
        ProviderKindName.Of(provider.Options.Kind),
        Keys(provider),
        provider.IsDefault ? "yes" : "",
        provider.Options.BaseUrl?.ToString() ?? "",
    ]));

    // Of a pool each key, so that one that is not set is seen although the others work.
    private static string Keys(ConfiguredProvider provider) =>
        provider.Options.Keyless ? "none needed"
        : provider.KeyPlaces.Count == 0 ? "missing"
        : string.Join(", ", [.. provider.KeyPlaces, .. provider.Options.KeyReferences.Count > 1 ? provider.Options.KeyReferences.Except(provider.KeyPlaces).Select(place => place + " (missing)") : []]);
}
