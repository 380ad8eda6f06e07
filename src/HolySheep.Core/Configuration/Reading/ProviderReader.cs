using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>providers</c>.</summary>
internal static class ProviderReader
{
    private static readonly string[] Known = KeyDescription.NamesOf(ProviderKeys.All);

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

    private static ProviderOptions ReadOne(ReadingContext context, string name, ConfigurationNode? node)
    {
        var preset = FindPreset(context, name, node);
        if (node is not null)
        {
            if (!ReadingContext.IsName(name) || name.IndexOf('/') >= 0)
            {
                throw context.Fault(node, "expected a provider name without '/', control characters and spaces around it");
            }

            context.WarnUnknown(node, preset is null ? Known : [.. Known, .. preset.Settings.Select(setting => setting.Name)]);
        }

        var kind = ReadKind(context, name, node, preset);
        var address = AddressReader.Read(context, name, kind, node, preset);
        var keys = ReadKeys(context, name, node, preset, address.BaseUrl, out var keyless);
        var headers = HeaderReader.Read(context, node?["headers"], keyless, out var headerFault);
        return new ProviderOptions
        {
            Name = name,
            Kind = kind,
            Api = ApiReader.Read(context, kind, node?["api"], preset),
            Preset = preset?.Name,
            PromptCacheKey = preset?.PromptCacheKey == true,
            Settings = address.Settings,
            BaseUrl = address.BaseUrl,
            SettingFault = address.Fault,
            ModelsUrl = address.ModelsUrl,
            ListsModels = address.ListsModels,
            Balances = address.Balances,
            ApiKeys = keys,
            KeyOrder = KeyReferenceReader.ReadOrder(context, node?["keys"]),
            Keyless = keyless || kind == ProviderKind.Sandbox,
            Disabled = node?["disabled"] is { } disabled && context.Flag(disabled),
            QuotaGroup = context.OptionalText(node?["quotaGroup"], "the name of a group"),
            Region = context.OptionalText(node?["region"], "the name of a region"),
            RequestsPerMinute = context.Integer(node?["requestsPerMinute"], 1),
            TokensPerMinute = context.Integer(node?["tokensPerMinute"], 1),
            MaxConcurrency = context.Integer(node?["maxConcurrency"], 1),
            Headers = headers,
            HeaderFault = headerFault,
            HeaderReferences = context.Members(node?["headers"]).ToDictionary(header => header.Name, header => header.Text, StringComparer.OrdinalIgnoreCase),
            SlashIds = node?["slashIds"] is { } slashIds ? context.Flag(slashIds) : preset?.SlashIds == true,
        };
    }

    private static string KnownKinds => string.Join(", ", ProviderKindName.Names.Select(kind => $"'{kind}'"));

    /// <summary>The preset that the file names, or whose name the provider carries; null if there is none.</summary>
    private static ProviderPreset? FindPreset(ReadingContext context, string name, ConfigurationNode? node)
    {
        if (node?["preset"] is not { } named)
        {
            return name == BuiltInConfiguration.ProviderName ? null : KnownPresets.Find(name);
        }

        var text = context.Text(named, "the name of a preset");
        return KnownPresets.Find(text)
            ?? throw context.Fault(named, $"there is no preset '{text}'{NearestName.Suggest(text, KnownPresets.All.Select(preset => preset.Name))}", CommandHint.Presets);
    }

    private static ProviderKind ReadKind(ReadingContext context, string name, ConfigurationNode? node, ProviderPreset? preset)
    {
        if (node?["kind"] is { } kind)
        {
            var text = context.Text(kind, KnownKinds);
            return ProviderKindName.Find(text) ?? throw context.Fault(kind, $"expected one of {KnownKinds}{NearestName.Suggest(text, ProviderKindName.Names)}");
        }

        if (preset is not null)
        {
            return ProviderKindName.Find(preset.Kind)!.Value;
        }

        return node is null || name == BuiltInConfiguration.ProviderName
            ? ProviderKind.OpenAI
            : throw context.Fault(node, $"expected a 'kind': one of {KnownKinds}; no preset has the name '{name}'{NearestName.Suggest(name, KnownPresets.All.Select(known => known.Name))}", CommandHint.Presets);
    }

    /// <summary>The references of the file, else the variables of the preset.</summary>
    private static IReadOnlyList<KeyReference> ReadKeys(ReadingContext context, string name, ConfigurationNode? node, ProviderPreset? preset, Uri? address, out bool keyless)
    {
        if (node?["apiKey"] is null && preset is not null && (node?["preset"] is not null || PresetKeys.BelongTo(preset, node?["baseUrl"] is null ? null : address)))
        {
            keyless = preset.Keyless;
            return [.. preset.KeyVariables.Select(variable => new KeyReference(KeySource.Environment, variable))];
        }

        return KeyReferenceReader.Read(context, node?["apiKey"], name, out keyless);
    }
}
