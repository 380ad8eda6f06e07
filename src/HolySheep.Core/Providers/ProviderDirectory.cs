using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Providers.Embeddings;
using HolySheep.Transport;

namespace HolySheep.Providers;

/// <summary>Creates the providers of a configuration.</summary>
internal static class ProviderDirectory
{
    // A name that is never resolved.
    private static readonly Uri Unset = new("https://address-not-set.invalid/v1");

    /// <param name="configuration">The configuration.</param>
    /// <param name="network">Sends requests over the network.</param>
    /// <param name="sandbox">Sends requests to the sandbox.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="mask">Hides the keys that commands print.</param>
    /// <param name="wires">Gives the wire of a provider; null means <see cref="Wires.Of"/>.</param>
    public static IReadOnlyDictionary<string, IChatProvider> Create(
        HolySheepConfiguration configuration, HttpSender network, HttpSender sandbox, TimeProvider timeProvider, SecretMask mask,
        Func<ProviderOptions, IWire>? wires = null)
    {
        return configuration.Providers.Values.ToDictionary(
            provider => provider.Name,
            provider => provider.KeyCommand is { } command
                ? new CommandKeyProvider(CreateAny(provider), command, configuration.File, mask, timeProvider)
                : CreateAny(provider));

        IChatProvider CreateAny(ProviderOptions provider) => provider is { Api: ProviderApi.Auto, HasTwoApis: true }
            ? new ApiChoice(Create(provider with { Api = ProviderApi.Chat }), Create(provider with { Api = ProviderApi.Responses }))
            : Create(provider);

        IChatProvider Create(ProviderOptions provider)
        {
            var wire = (wires ?? Wires.Of)(Addressed(provider));
            return wire is IEmbeddingsAddress addresses ? new EmbeddingsChoice(Over(wire), Over(new EmbeddingsWire(wire, addresses))) : Over(wire);

            IChatProvider Over(IWire spoken) => new WireProvider(spoken, provider, provider.Kind == ProviderKind.Sandbox ? sandbox : network, timeProvider);
        }
    }

    // A provider without an address is never called: it is refused where its key is looked for.
    private static ProviderOptions Addressed(ProviderOptions provider) => provider.SettingFault is null || provider.Kind == ProviderKind.Sandbox ? provider : provider with { BaseUrl = Unset };

    /// <summary>Providers whose answers cost nothing.</summary>
    public static IReadOnlyCollection<string> Free(HolySheepConfiguration configuration) =>
        configuration.Providers.Values.Where(provider => provider.Kind == ProviderKind.Sandbox).Select(provider => provider.Name).ToList();
}
