using System;
using HolySheep.Batches;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Providers.Azure;

namespace HolySheep.Providers.Batches.OpenAI;

/// <summary>Where the batch API of OpenAI's form is at a provider, and what it takes there.</summary>
/// <param name="Files">The files.</param>
/// <param name="Batches">The batches.</param>
/// <param name="Row">The address of every request in a file.</param>
/// <param name="Endpoint">The same, as a batch names it.</param>
/// <param name="TakesExpiry">Whether the provider is known to take a time at which the results are deleted.</param>
/// <param name="Bounds">The most that a batch may hold.</param>
internal sealed record OpenAIPlaces(Uri Files, Uri Batches, string Row, string Endpoint, bool TakesExpiry, BatchBounds Bounds)
{
    private const string Chat = "/chat/completions";
    private const string Responses = "/v1/responses";
    private const string Vendor = "OpenAI";
    private const long LargestFile = 200L * 1_000_000;

    /// <summary>The places at a provider.</summary>
    public static OpenAIPlaces Of(ProviderOptions options)
    {
        var isResponses = options.Kind == ProviderKind.OpenAIResponses || options.Api == ProviderApi.Responses;
        var row = isResponses ? Responses : "/v1" + Chat;
        if (options.Kind == ProviderKind.Azure)
        {
            var addresses = new AzureAddresses(options.BaseUrl!);
            return new OpenAIPlaces(addresses.Files, addresses.Batches, row, isResponses ? Responses : Chat, TakesExpiry: true, new BatchBounds(100_000, LargestFile));
        }

        return new OpenAIPlaces(
            BaseUrl.Append(options.BaseUrl!, "/files"), BaseUrl.Append(options.BaseUrl!, "/batches"), row, row, KnownPresets.VendorOf(options) == Vendor, new BatchBounds(50_000, LargestFile));
    }
}
