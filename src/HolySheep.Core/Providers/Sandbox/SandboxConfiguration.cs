using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;

namespace HolySheep.Providers.Sandbox;

/// <summary>Creates the user's chains with the sandbox instead of every provider.</summary>
internal static class SandboxConfiguration
{
    public const string ProviderName = "sandbox";

    public static HolySheepConfiguration Of(HolySheepConfiguration configuration) => configuration with
    {
        Providers = new Dictionary<string, ProviderOptions>
        {
            [ProviderName] = new() { Name = ProviderName, Kind = ProviderKind.Sandbox, Keyless = true },
        },
        Models = new Dictionary<string, ModelOptions>(),
        Defaults = configuration.Defaults with { Provider = ProviderName },
    };

    /// <summary>The request without the user's providers, all of which are the sandbox.</summary>
    public static ChatRequest Of(ChatRequest request) => request with { Providers = [], ExcludedProviders = [], Regions = [] };

    /// <summary>The address of the sandbox, which is never looked up.</summary>
    public static Uri Address { get; } = new("http://sandbox.invalid/v1");
}
