using System;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;

namespace HolySheep.Providers.Inspection;

/// <summary>What to do about a provider whose replies are not those of its kind.</summary>
internal static class AddressHint
{
    private const string GeminiHost = "generativelanguage.googleapis.com";
    private const string Compatible = "/openai";

    public static string Of(ProviderOptions options)
    {
        var isCompatible = options.BaseUrl?.AbsolutePath.IndexOf(Compatible, StringComparison.OrdinalIgnoreCase) >= 0;
        return options.Kind switch
        {
            _ when OtherKind(options) is { } preset => $"The provider's baseUrl is one of {preset.Vendor}, where the kind is '{preset.Kind}': set its kind to that, or its preset to '{preset.Name}'.",
            ProviderKind.Gemini when isCompatible => "The provider's baseUrl ends in /openai, where the OpenAI format is spoken: leave that out, or set its kind to 'openai'.",
            ProviderKind.Gemini => "Check the provider's kind and baseUrl: the address of the Gemini API ends in /v1beta, that of Vertex AI in /publishers/google.",
            ProviderKind.Azure => "Check the provider's baseUrl: give the endpoint of the resource, such as https://NAME.openai.azure.com, without more.",
            _ when options.BaseUrl?.Host == GeminiHost && !isCompatible => "The provider's baseUrl is that of the Gemini API: set its kind to 'gemini', or let the address end in /v1beta/openai.",
            _ => "Check the provider's baseUrl: it should end in /v1.",
        };
    }

    /// <summary>The preset of the address if none that is at home there speaks the provider's kind; null if one does or none is known.</summary>
    private static ProviderPreset? OtherKind(ProviderOptions options)
    {
        var there = KnownPresets.All.Where(preset => !preset.Keyless && preset.IsAt(options.BaseUrl)).ToList();
        return there.Any(preset => Speaks(preset, options.Kind)) ? null : there.FirstOrDefault();
    }

    // A preset with two interfaces is reached through both.
    private static bool Speaks(ProviderPreset preset, ProviderKind kind) =>
        ProviderKindName.Find(preset.Kind) == kind || (kind == ProviderKind.OpenAIResponses && preset.Api is not null);
}
