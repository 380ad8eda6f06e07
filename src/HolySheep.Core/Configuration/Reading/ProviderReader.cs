using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>providers</c>.</summary>
internal static class ProviderReader
{
    private static readonly string[] Known =
        ["kind", "api", "baseUrl", "apiKey", "quotaGroup", "region", "requestsPerMinute", "tokensPerMinute", "maxConcurrency", "headers", "slashIds"];

    private static readonly Dictionary<string, ProviderKind> Kinds = new(StringComparer.Ordinal)
    {
        ["openai"] = ProviderKind.OpenAI,
        ["openai-responses"] = ProviderKind.OpenAIResponses,
        ["azure"] = ProviderKind.Azure,
        ["gemini"] = ProviderKind.Gemini,
        ["sandbox"] = ProviderKind.Sandbox,
    };

    /// <summary>The providers by name, the built-in one first.</summary>
    public static IReadOnlyDictionary<string, ProviderOptions> Read(ReadingContext context, ConfigurationNode? node)
    {
        var members = context.Members(node);
        var providers = new Dictionary<string, ProviderOptions>(StringComparer.Ordinal)
        {
            [BuiltInConfiguration.ProviderName] = ReadOne(context, BuiltInConfiguration.ProviderName, node?[BuiltInConfiguration.ProviderName]),
        };
        foreach (var member in members)
        {
            if (member.Name != BuiltInConfiguration.ProviderName)
            {
                providers.Add(member.Name, ReadOne(context, member.Name, member));
            }
        }

        return providers;
    }

    /// <summary>Parses a kind as the file spells it.</summary>
    public static string NameOf(ProviderKind kind) => Kinds.First(entry => entry.Value == kind).Key;

    private static ProviderOptions ReadOne(ReadingContext context, string name, ConfigurationNode? node)
    {
        if (node is not null)
        {
            if (!ReadingContext.IsName(name) || name.IndexOf('/') >= 0)
            {
                throw context.Fault(node, "expected a provider name without '/', control characters and spaces around it");
            }

            context.WarnUnknown(node, Known);
        }

        var kind = ReadKind(context, name, node);
        var keys = KeyReferenceReader.Read(context, node?["apiKey"], name, out var keyless);
        var headers = HeaderReader.Read(context, node?["headers"], keyless, out var headerFault);
        return new ProviderOptions
        {
            Name = name,
            Kind = kind,
            Api = ApiReader.Read(context, kind, node?["api"]),
            BaseUrl = ReadBaseUrl(context, name, kind, node),
            ApiKeys = keys,
            Keyless = keyless || kind == ProviderKind.Sandbox,
            QuotaGroup = context.OptionalText(node?["quotaGroup"], "the name of a group"),
            Region = context.OptionalText(node?["region"], "the name of a region"),
            RequestsPerMinute = context.Integer(node?["requestsPerMinute"], 1),
            TokensPerMinute = context.Integer(node?["tokensPerMinute"], 1),
            MaxConcurrency = context.Integer(node?["maxConcurrency"], 1),
            Headers = headers,
            HeaderFault = headerFault,
            HeaderReferences = context.Members(node?["headers"]).ToDictionary(header => header.Name, header => header.Text, StringComparer.OrdinalIgnoreCase),
            SlashIds = context.Flag(node?["slashIds"]),
        };
    }

    private static string KnownKinds => string.Join(", ", Kinds.Keys.Select(kind => $"'{kind}'"));

    private static ProviderKind ReadKind(ReadingContext context, string name, ConfigurationNode? node)
    {
        if (node?["kind"] is not { } kind)
        {
            return node is null || name == BuiltInConfiguration.ProviderName
                ? ProviderKind.OpenAI
                : throw context.Fault(node, $"expected a 'kind': one of {KnownKinds}");
        }

        var text = context.Text(kind, KnownKinds);
        return Kinds.TryGetValue(text, out var value)
            ? value
            : throw context.Fault(kind, $"expected one of {KnownKinds}" + NearestName.Suggest(text, Kinds.Keys));
    }

    private static Uri? ReadBaseUrl(ReadingContext context, string name, ProviderKind kind, ConfigurationNode? node)
    {
        Uri? baseUrl = null;
        if (node?["baseUrl"] is { } text)
        {
            baseUrl = BaseUrl.Normalise(context.Text(text, "an address"), kind, out var fault)
                ?? throw context.Fault(text, fault, "Give the address that the provider documents, for example https://api.example.com/v1.");
        }

        if (kind == ProviderKind.Sandbox)
        {
            return null;
        }

        if (baseUrl is null && node is not null && name != BuiltInConfiguration.ProviderName)
        {
            throw context.Fault(node, "expected a 'baseUrl'", "Give the address that the provider documents, for example https://api.example.com/v1.");
        }

        return baseUrl ?? BuiltInConfiguration.ReadBaseUrl(context.Environment);
    }
}
