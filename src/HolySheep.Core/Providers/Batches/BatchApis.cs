using System;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Providers.Batches.Anthropic;
using HolySheep.Providers.Batches.Gemini;
using HolySheep.Providers.Batches.Mistral;
using HolySheep.Providers.Batches.OpenAI;
using HolySheep.Providers.Gemini;
using HolySheep.Transport;

namespace HolySheep.Providers.Batches;

/// <summary>The one table that leads from a provider to its batch API.</summary>
internal static class BatchApis
{
    /// <summary>The batch API of a provider; null if it has none that is known. An unknown server of OpenAI's format is taken to have OpenAI's, until it says that it has not.</summary>
    public static IBatchApi? Of(IWire wire, ProviderOptions options, HttpSender sender, TimeProvider timeProvider)
    {
        if (options.BaseUrl is null)
        {
            return null;
        }

        var exchange = new BatchExchange(wire, options, sender, timeProvider);
        return options.Kind switch
        {
            ProviderKind.Azure => new OpenAIBatchApi(exchange, OpenAIPlaces.Of(options)),
            ProviderKind.OpenAI or ProviderKind.OpenAIResponses => OfVendor(KnownPresets.VendorOf(options), exchange, options),
            ProviderKind.Anthropic => new AnthropicBatchApi(exchange, options.BaseUrl),

            // Vertex AI has batches of another kind, over tables and buckets.
            ProviderKind.Gemini when !GeminiWire.IsVertex(options.BaseUrl) => new GeminiBatchApi(exchange, new GeminiPlaces(options.BaseUrl)),
            _ => null,
        };
    }

    private static IBatchApi? OfVendor(string? vendor, BatchExchange exchange, ProviderOptions options) => vendor switch
    {
        null or "OpenAI" or "Groq" or "HolySheep" => new OpenAIBatchApi(exchange, OpenAIPlaces.Of(options)),
        "Mistral" => new MistralBatchApi(exchange, options.BaseUrl!),
        _ => null,
    };
}
