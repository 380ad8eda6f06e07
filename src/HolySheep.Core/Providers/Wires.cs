using System;
using System.Collections.Generic;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Providers.Anthropic;
using HolySheep.Providers.Azure;
using HolySheep.Providers.Gemini;
using HolySheep.Providers.OpenAIChat;
using HolySheep.Providers.OpenAIResponses;
using HolySheep.Providers.Sandbox;

namespace HolySheep.Providers;

/// <summary>The one table that leads from the kind of a provider to its wire.</summary>
internal static class Wires
{
    private const string Vendor = "OpenAI";

    /// <summary>The kinds that a configuration can name.</summary>
    public static IReadOnlyDictionary<ProviderKind, Func<ProviderOptions, IWire>> BuiltIn { get; } = new Dictionary<ProviderKind, Func<ProviderOptions, IWire>>
    {
        [ProviderKind.OpenAI] = options => options.Api == ProviderApi.Responses ? new OpenAIResponsesWire(options.BaseUrl!) : new OpenAIChatWire(options.BaseUrl!, KnownPresets.VendorOf(options) == Vendor),
        [ProviderKind.OpenAIResponses] = options => new OpenAIResponsesWire(options.BaseUrl!),
        [ProviderKind.Azure] = options => new AzureWire(options),
        [ProviderKind.Anthropic] = options => new AnthropicWire(options.BaseUrl!),
        [ProviderKind.Gemini] = options => new GeminiWire(options.BaseUrl!),
        [ProviderKind.Sandbox] = options => new OpenAIChatWire(options.BaseUrl ?? SandboxConfiguration.Address),
    };
}
