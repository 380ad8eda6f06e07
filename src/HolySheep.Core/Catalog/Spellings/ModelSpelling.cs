using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Catalog.Spellings;

/// <summary>The rules by which hosts write the ids of models. A name leads to a model only if what is left of it is exactly an id that the catalog knows.</summary>
internal static class ModelSpelling
{
    private const string Global = "global";
    private const string Fireworks = "accounts/fireworks/models/";

    // Amazon Bedrock: the areas of inference profiles. [docs.aws.amazon.com: inference-profiles-support]
    private static readonly string[] Areas = [Global, "us", "eu", "apac", "jp", "au", "ca", "us-gov"];
    private static readonly string[] BedrockVendors = ["anthropic", "openai", "deepseek", "moonshot", "moonshotai", "minimax", "mistral", "qwen", "zai", "google", "xai"];

    // OpenRouter, Vercel, GitHub, Together, DeepInfra, Groq, SiliconFlow and others: the maker before the id.
    private static readonly string[] Makers =
    [
        "anthropic", "openai", "google", "gemini", "x-ai", "xai", "deepseek", "deepseek-ai", "mistralai", "mistral", "moonshotai", "moonshot", "minimax", "minimaxai", "z-ai", "zai", "zai-org", "cohere", "qwen",
    ];

    // What is charged apart: fine-tuned models, own deployments and rented capacity.
    private static readonly string[] OwnModels = [":ft-", ".ft-", "#", "tunedModels/", "provisioned-model/", "custom-model", "imported-model/", "application-inference-profile/", "/endpoints/"];

    /// <summary>True if a name says that it is charged apart from the model whose id it contains: a fine-tuned model, a variant behind a colon, an own deployment or rented capacity.</summary>
    public static bool HasOwnPrice(string name) => name.StartsWith("ft:", StringComparison.OrdinalIgnoreCase)
        || OwnModels.Any(part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
        || (name.StartsWith("accounts/", StringComparison.OrdinalIgnoreCase) && !name.StartsWith(Fireworks, StringComparison.OrdinalIgnoreCase))
        || (!IsArn(name) && WithoutRevision(name).IndexOf(':') >= 0);

    /// <summary>The ids that a name may contain, the likeliest first; empty if it follows none of the rules.</summary>
    public static IEnumerable<SpelledId> Of(string name)
    {
        if (HasOwnPrice(name))
        {
            return [];
        }

        if (IsArn(name))
        {
            return name.IndexOf(":foundation-model/", StringComparison.OrdinalIgnoreCase) > 0 || name.IndexOf(":inference-profile/", StringComparison.OrdinalIgnoreCase) > 0
                ? OfBedrock(name.Substring(name.LastIndexOf('/') + 1))
                : [];
        }

        if (name.StartsWith(Fireworks, StringComparison.OrdinalIgnoreCase))
        {
            return OfFireworks(name.Substring(Fireworks.Length));
        }

        var slash = name.IndexOf('/');
        return slash < 0 ? OfBedrock(name).Concat(OfVertex(name))
            : Makers.Contains(name.Substring(0, slash), StringComparer.OrdinalIgnoreCase) ? [new SpelledId(name.Substring(slash + 1), SpelledPrice.Same)]
            : [];
    }

    // anthropic.claude-opus-4-7, us.anthropic.claude-sonnet-4-5-20250929-v1:0. Anthropic's models cost there what they cost at Anthropic, and more outside the global profile; others have Amazon's prices.
    private static IEnumerable<SpelledId> OfBedrock(string name)
    {
        var area = Areas.FirstOrDefault(known => StartsWithPart(name, known));
        var rest = area is null ? name : name.Substring(area.Length + 1);
        if (BedrockVendors.FirstOrDefault(known => StartsWithPart(rest, known)) is { } vendor)
        {
            var price = vendor != "anthropic" ? SpelledPrice.OfHost : area == Global ? SpelledPrice.Same : SpelledPrice.Regional;
            yield return new SpelledId(WithoutRevision(rest.Substring(vendor.Length + 1)), price);
        }
    }

    // claude-sonnet-4-5@20250929, claude-opus-4-6@default.
    private static IEnumerable<SpelledId> OfVertex(string name)
    {
        var at = name.IndexOf('@');
        if (at > 0)
        {
            var (id, version) = (name.Substring(0, at), name.Substring(at + 1));
            yield return new SpelledId(version == "default" ? id : id + "-" + version, SpelledPrice.RegionUnknown);
        }
    }

    // kimi-k2p5 is Kimi K2.5.
    private static IEnumerable<SpelledId> OfFireworks(string name)
    {
        yield return new SpelledId(name, SpelledPrice.OfHost);
        var letters = name.ToCharArray();
        for (var place = 1; place < letters.Length - 1; place++)
        {
            if (letters[place] == 'p' && IsDigit(letters[place - 1]) && IsDigit(letters[place + 1]))
            {
                letters[place] = '.';
            }
        }

        yield return new SpelledId(new string(letters), SpelledPrice.OfHost);
    }

    /// <summary>A name without the revision of Amazon Bedrock, such as <c>-v1:0</c> or <c>-v1</c>.</summary>
    private static string WithoutRevision(string name)
    {
        var end = EndBeforeDigits(name, ":");
        end = EndBeforeDigits(name.Substring(0, end), "-v");
        return name.Substring(0, end);
    }

    /// <summary>Where a mark with digits after it begins at the end of a name; the name's length if it does not end so.</summary>
    private static int EndBeforeDigits(string name, string mark)
    {
        var place = name.Length;
        while (place > 0 && IsDigit(name[place - 1]))
        {
            place--;
        }

        var isMarked = place < name.Length && place > mark.Length && string.CompareOrdinal(name, place - mark.Length, mark, 0, mark.Length) == 0;
        return isMarked ? place - mark.Length : name.Length;
    }

    private static bool IsArn(string name) => name.StartsWith("arn:aws", StringComparison.OrdinalIgnoreCase);

    private static bool StartsWithPart(string name, string part) =>
        name.Length > part.Length + 1 && name[part.Length] == '.' && name.StartsWith(part, StringComparison.OrdinalIgnoreCase);

    private static bool IsDigit(char letter) => letter is >= '0' and <= '9';
}
