using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Catalog;

/// <summary>Reads the presets that ship with HolySheep; an unknown member is an error in that file.</summary>
internal static class PresetFile
{
    private const string Resource = "HolySheep.Catalog.presets.json";
    private static readonly Lazy<IReadOnlyList<ProviderPreset>> EmbeddedPresets = new(ReadEmbedded);

    /// <summary>All presets of the file, read on first use.</summary>
    public static IReadOnlyList<ProviderPreset> Embedded => EmbeddedPresets.Value;

    /// <summary>The presets of a file.</summary>
    /// <exception cref="JsonException">The text is not a list of presets.</exception>
    public static IReadOnlyList<ProviderPreset> Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("presets").EnumerateArray().Select(ReadPreset).ToList();
    }

    private static ProviderPreset ReadPreset(JsonElement element)
    {
        var preset = new ProviderPreset
        {
            Name = Text(element, "name"),
            Vendor = Text(element, "vendor"),
            Kind = Text(element, "kind"),
            BaseUrl = Text(element, "baseUrl"),
            Source = Text(element, "source"),
            Date = Text(element, "date"),
        };
        foreach (var member in element.EnumerateObject())
        {
            var value = member.Value;
            preset = member.Name switch
            {
                "name" or "vendor" or "kind" or "baseUrl" or "source" or "date" => preset,
                "api" => preset with { Api = value.GetString() },
                "modelsUrl" => preset with { ModelsUrl = value.GetString() },
                "balances" => preset with { Balances = value.EnumerateArray().Select(ReadBalance).ToList() },
                "endpointVariables" => preset with { EndpointVariables = Names(value) },
                "settings" => preset with { Settings = value.EnumerateArray().Select(ReadSetting).ToList() },
                "keyVariables" => preset with { KeyVariables = Names(value) },
                "keyCommand" => preset with { KeyCommand = Names(value) },
                "keyPrefixes" => preset with { KeyPrefixes = Names(value) },
                "keyless" => preset with { Keyless = value.GetBoolean() },
                "promptCacheKey" => preset with { PromptCacheKey = value.GetBoolean() },
                "slashIds" => preset with { SlashIds = value.GetBoolean() },
                _ => throw Unknown(member),
            };
        }

        return preset;
    }

    private static PresetSetting ReadSetting(JsonElement element)
    {
        var setting = new PresetSetting { Name = Text(element, "name"), Meaning = Text(element, "meaning") };
        foreach (var member in element.EnumerateObject())
        {
            setting = member.Name switch
            {
                "name" or "meaning" => setting,
                "variables" => setting with { Variables = Names(member.Value) },
                "default" => setting with { Default = member.Value.GetString() },
                _ => throw Unknown(member),
            };
        }

        return setting;
    }

    private static PresetBalance ReadBalance(JsonElement element)
    {
        var balance = new PresetBalance { Url = Text(element, "url"), Left = Text(element, "left"), Source = Text(element, "source") };
        foreach (var member in element.EnumerateObject())
        {
            balance = member.Name switch
            {
                "url" or "left" or "source" => balance,
                "list" => balance with { List = member.Value.GetString() },
                "used" => balance with { Used = member.Value.GetString() },
                "currency" => balance with { Currency = member.Value.GetString() },
                "currencyAt" => balance with { CurrencyAt = member.Value.GetString() },
                _ => throw Unknown(member),
            };
        }

        return balance;
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : throw new JsonException($"A preset has no '{name}'.");

    private static List<string> Names(JsonElement values) => values.EnumerateArray().Select(value => value.GetString()!).ToList();

    private static JsonException Unknown(JsonProperty member) => new($"The presets have an unknown member '{member.Name}'.");

    private static IReadOnlyList<ProviderPreset> ReadEmbedded()
    {
        using var stream = typeof(PresetFile).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing.");
        return Read(stream);
    }
}
