using System;
using HolySheep.Configuration.Options;

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
            ProviderKind.Gemini when isCompatible => "The provider's baseUrl ends in /openai, where the OpenAI format is spoken: leave that out, or set its kind to 'openai'.",
            ProviderKind.Gemini => "Check the provider's kind and baseUrl: the address of the Gemini API ends in /v1beta, that of Vertex AI in /publishers/google.",
            ProviderKind.Azure => "Check the provider's baseUrl: give the endpoint of the resource, such as https://NAME.openai.azure.com, without more.",
            _ when options.BaseUrl?.Host == GeminiHost && !isCompatible => "The provider's baseUrl is that of the Gemini API: set its kind to 'gemini', or let the address end in /v1beta/openai.",
            _ => "Check the provider's baseUrl: it should end in /v1.",
        };
    }
}
