using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Presets;

/// <summary>The presets that a provider of the configuration can take: those whose wire format is spoken.</summary>
public static class KnownPresets
{
    private const string Microsoft = "Microsoft";

    private static readonly Lazy<IReadOnlyList<ProviderPreset>> Spoken =
        new(() => [.. PresetFile.Embedded.Where(preset => ProviderKindName.Find(preset.Kind) is not null).OrderBy(preset => preset.Name, StringComparer.Ordinal)]);

    // Asked for every model: the addresses of all presets are too many to read each time.
    private static readonly Lazy<Dictionary<string, string>> Vendors = new(() =>
        All.Where(preset => !preset.Keyless && preset.Host is not null).GroupBy(preset => preset.Host!, StringComparer.Ordinal).ToDictionary(presets => presets.Key, presets => presets.First().Vendor, StringComparer.Ordinal));

    /// <summary>The presets by name, read on first use.</summary>
    public static IReadOnlyList<ProviderPreset> All => Spoken.Value;

    /// <summary>The preset with a name, in any letter case; null if there is none.</summary>
    public static ProviderPreset? Find(string name) => All.FirstOrDefault(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The vendor that a provider is: its preset's, that of its address, or that of its kind if only one vendor speaks it; null if it is not known.</summary>
    internal static string? VendorOf(ProviderOptions provider) => provider.Name == BuiltInConfiguration.ProviderName && provider.Preset is null ? null
        : All.FirstOrDefault(preset => preset.Name == provider.Preset)?.Vendor
            ?? (provider.BaseUrl is { } address && Vendors.Value.TryGetValue(address.Host, out var vendor) ? vendor : provider.Kind == ProviderKind.Azure ? Microsoft : null);

    /// <summary>The preset with a name, in any letter case.</summary>
    /// <exception cref="HolySheepException">No preset has this name.</exception>
    public static ProviderPreset Get(string name) => Find(name) ?? throw new HolySheepException(
        ErrorCode.ProviderUnknown, $"There is no preset '{name}'{NearestName.Suggest(name, All.Select(preset => preset.Name))}", CommandHint.Presets);
}
