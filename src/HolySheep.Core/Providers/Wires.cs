using System;
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
    /// <summary>The wire that a provider of the configuration speaks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one that a configuration can name.</exception>
    public static IWire Of(ProviderOptions options) => options.Kind switch
    {
        ProviderKind.OpenAI when options.Api != ProviderApi.Responses => new OpenAIChatWire(options.BaseUrl!, ChatDialect.Of(KnownPresets.VendorOf(options))),
        ProviderKind.OpenAI or ProviderKind.OpenAIResponses => new OpenAIResponsesWire(options.BaseUrl!),
        ProviderKind.Azure => new AzureWire(options),
        ProviderKind.Anthropic => new AnthropicWire(options.BaseUrl!),
        ProviderKind.Gemini => new GeminiWire(options.BaseUrl!),
        ProviderKind.Sandbox => new OpenAIChatWire(options.BaseUrl ?? SandboxConfiguration.Address, ChatDialect.Common),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "There is no wire for this kind of provider."),
    };
}
