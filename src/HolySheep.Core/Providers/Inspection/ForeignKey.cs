using System;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Options;

namespace HolySheep.Providers.Inspection;

/// <summary>Recognizes a key of another vendor by what that vendor's keys begin with.</summary>
internal static class ForeignKey
{
    /// <summary>What to do about a refused key that another vendor gave out; null if it may be one of this provider.</summary>
    public static string? Hint(Secret? key, ProviderOptions options)
    {
        if (key?.Reveal() is not { } text)
        {
            return null;
        }

        var (vendor, prefix) = PresetFile.Embedded.SelectMany(preset => preset.KeyPrefixes.Select(begin => (preset.Vendor, Prefix: begin)))
            .Where(row => text.StartsWith(row.Prefix, StringComparison.Ordinal)).OrderByDescending(row => row.Prefix.Length).FirstOrDefault();
        return vendor is null || IsOf(vendor, options) ? null : $"The key begins with '{prefix}', as the keys of {vendor} do: set one that this provider gave out.";
    }

    private static bool IsOf(string vendor, ProviderOptions options) => PresetFile.Embedded.Any(preset => preset.Vendor == vendor && (preset.Name == options.Preset || preset.IsAt(options.BaseUrl)));
}
