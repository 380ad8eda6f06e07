using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Configuration.Names;

/// <summary>Creates the error of a provider that is not configured.</summary>
internal static class UnknownProvider
{
    /// <summary>The configured spelling of a provider, in any letter case.</summary>
    /// <exception cref="HolySheepException">The provider is not configured.</exception>
    public static string NameOf(string name, HolySheepConfiguration configuration) => configuration.Names.Provider(name) ?? throw Fault(name, configuration);

    public static HolySheepException Fault(string name, HolySheepConfiguration configuration) => Fault(name, [.. configuration.Providers.Keys]);

    public static HolySheepException Fault(string name, IReadOnlyCollection<string> configured)
    {
        var nearest = NearestName.Of(name, configured);
        var known = configured.Count == 0 ? "none" : string.Join(", ", configured.OrderBy(provider => provider, StringComparer.Ordinal));
        return new HolySheepException(
            ErrorCode.ProviderUnknown,
            $"No provider '{name}' is configured.",
            nearest is null ? $"Configured are: {known}." : $"Did you mean '{nearest}'? Configured are: {known}.");
    }
}
