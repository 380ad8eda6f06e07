using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Providers.OpenAI;
using HolySheep.Providers.Sandbox;
using HolySheep.Transport;

namespace HolySheep.Providers;

/// <summary>Creates the providers of a configuration.</summary>
internal static class ProviderDirectory
{
    /// <param name="configuration">The configuration.</param>
    /// <param name="network">Sends requests over the network.</param>
    /// <param name="sandbox">Sends requests to the sandbox.</param>
    /// <param name="timeProvider">The clock.</param>
    public static IReadOnlyDictionary<string, IChatProvider> Create(
        HolySheepConfiguration configuration, HttpSender network, HttpSender sandbox, TimeProvider timeProvider) =>
        configuration.Providers.Values.ToDictionary(
            provider => provider.Name,
            provider => (IChatProvider)(provider.Kind == ProviderKind.Sandbox
                ? new OpenAIProvider(provider with { BaseUrl = provider.BaseUrl ?? SandboxConfiguration.Address }, sandbox, timeProvider)
                : new OpenAIProvider(provider, network, timeProvider)));

    /// <summary>Providers whose answers cost nothing.</summary>
    public static IReadOnlyCollection<string> Free(HolySheepConfiguration configuration) =>
        configuration.Providers.Values.Where(provider => provider.Kind == ProviderKind.Sandbox).Select(provider => provider.Name).ToList();
}
