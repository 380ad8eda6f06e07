using System;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;

namespace HolySheep.Providers.Sandbox;

/// <summary>Creates the user's configuration with the sandbox behind every provider's name; targets, strategies, chains, rules and splits are the real ones.</summary>
internal static class RehearsalConfiguration
{
    /// <summary>The notice in every rehearsed answer.</summary>
    public const string Notice = "This was a rehearsal: the sandbox stood in for every provider, so nothing was sent, nothing was spent and nothing is remembered.";

    public static HolySheepConfiguration Of(HolySheepConfiguration configuration) => configuration with
    {
        Providers = configuration.Providers.ToDictionary(entry => entry.Key, entry => entry.Value with
        {
            Kind = ProviderKind.Sandbox,
            Keyless = true,
            ApiKeys = [],
            BaseUrl = AddressOf(entry.Key),
        }),
    };

    /// <summary>The provider of a request to an address; null at the sandbox's own address.</summary>
    public static string? ProviderAt(Uri? address)
    {
        // "/" and "NAME/", or "/" and "v1/" at the sandbox's own address.
        const int PlacesOfProvider = 4;
        return address is { Segments: { Length: > PlacesOfProvider } segments } ? Uri.UnescapeDataString(segments[1].TrimEnd('/')) : null;
    }

    private static Uri AddressOf(string provider) => new($"{SandboxConfiguration.Address.GetLeftPart(UriPartial.Authority)}/{Uri.EscapeDataString(provider)}/v1");
}
