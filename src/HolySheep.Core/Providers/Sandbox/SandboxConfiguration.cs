using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;

namespace HolySheep.Providers.Sandbox;

/// <summary>The user's chains with the sandbox in place of every provider.</summary>
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

    /// <summary>The request without the user's providers: each of them is the sandbox now.</summary>
    public static ChatRequest Of(ChatRequest request) => request with { Providers = [], ExcludedProviders = [], Regions = [] };

    /// <summary>Never looked up: the sandbox stands where the socket would be.</summary>
    public static Uri Address { get; } = new("http://sandbox.invalid/v1");
}
