using System;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>baseUrl</c>, <c>modelsUrl</c> and the settings of a preset's address: the file's values over the preset's.</summary>
internal static class AddressReader
{
    private const string Example = "Give the address that the provider documents, for example https://api.example.com/v1.";
    private const string None = "none";

    /// <summary>The addresses of a provider.</summary>
    /// <param name="context">The file.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="kind">The wire format.</param>
    /// <param name="node">The provider's entry; null if it has none.</param>
    /// <param name="preset">The preset; null if there is none.</param>
    public static ProviderAddress Read(ReadingContext context, string name, ProviderKind kind, ConfigurationNode? node, ProviderPreset? preset)
    {
        var own = ReadOwn(context, kind, node?["baseUrl"]);
        var models = ReadModels(context, kind, node?["modelsUrl"]);
        if (kind == ProviderKind.Sandbox)
        {
            return new ProviderAddress();
        }

        var address = preset is null
            ? OfBuiltIn(name, own ?? ReadBuiltIn(context, name, node))
            : OfPreset(PresetAddress.Read(context, preset, node), kind, preset, own);
        return models is null ? address : address with { ModelsUrl = models == None ? null : new Uri(models), ListsModels = models != None };
    }

    private static ProviderAddress OfPreset(PresetAddress settings, ProviderKind kind, ProviderPreset preset, Uri? own)
    {
        var address = new ProviderAddress { Settings = settings.Given };
        if (own is not null)
        {
            // The preset's list of models belongs to the preset's address: another one must not send its key there.
            return address with { BaseUrl = own };
        }

        address = address with { ListsModels = preset.ModelsUrl != None };
        if (settings.Endpoint is { } endpoint)
        {
            // A variable that is not valid takes out this provider, and no other.
            return BaseUrl.Normalise(endpoint, kind, out var fault) is { } valid
                ? address with { BaseUrl = valid }
                : address with { Fault = new SettingFault("baseUrl", "an endpoint", preset.EndpointVariables, $"in the environment variable {preset.EndpointVariables[0]} is not valid: {fault}") };
        }

        if (settings.Fault is { } missing)
        {
            return address with { Fault = missing };
        }

        // A preset's address is exact: only what a person types may lack /v1.
        var expanded = settings.Expand(preset.BaseUrl);
        return address with
        {
            BaseUrl = kind == ProviderKind.OpenAI ? new Uri(expanded) : BaseUrl.Normalise(expanded, kind, out _),
            Balances = preset.Balances,
            ModelsUrl = preset.ModelsUrl is null or None ? null : new Uri(settings.Expand(preset.ModelsUrl)),
        };
    }

    // The key of the built-in provider must reach its vendor alone, whatever address a variable gives.
    private static ProviderAddress OfBuiltIn(string name, Uri address) => new()
    {
        BaseUrl = address,
        Balances = name == BuiltInConfiguration.ProviderName && KnownPresets.Find(name) is { } preset && preset.IsAt(address) ? preset.Balances : [],
    };

    private static Uri ReadBuiltIn(ReadingContext context, string name, ConfigurationNode? node) => node is null || name == BuiltInConfiguration.ProviderName
        ? BuiltInConfiguration.ReadBaseUrl(context.Environment)
        : throw context.Fault(node, $"expected a 'baseUrl'; no preset has the name '{name}'{NearestName.Suggest(name, KnownPresets.All.Select(known => known.Name))}", Example);

    private static Uri? ReadOwn(ReadingContext context, ProviderKind kind, ConfigurationNode? node) => node is null ? null
        : BaseUrl.Normalise(context.Text(node, "an address"), kind, out var fault) ?? throw context.Fault(node, fault, Example);

    /// <summary>The address as it is written, because it is a whole one; <c>none</c>, or null if the file has none.</summary>
    private static string? ReadModels(ReadingContext context, ProviderKind kind, ConfigurationNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var text = context.Text(node, "an address, or \"none\"");
        return text == None || BaseUrl.Normalise(text, kind, out var fault) is not null ? text : throw context.Fault(node, fault + ", or \"none\"", Example);
    }
}
