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
        provider.Options.Keyless ? "none needed" : provider.KeyPlace ?? "missing",
        provider.IsDefault ? "yes" : "",
        provider.Options.BaseUrl?.ToString() ?? "",
    ]));
}
