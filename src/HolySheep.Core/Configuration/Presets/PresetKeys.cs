using System;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Presets;

/// <summary>Whether a preset's key may go to the address of a provider that only carries the preset's name: the key is the vendor's, and another host is not.</summary>
internal static class PresetKeys
{
    private const int LabelsOfOwner = 2;

    /// <param name="preset">The preset.</param>
    /// <param name="own">The address that the file sets in place of the preset's; null if it sets none.</param>
    public static bool BelongTo(ProviderPreset preset, Uri? own) =>
        own is null || own.IsLoopback || preset.KeyVariables.Count == 0 || OwnerOf(own.Host) == OwnerOf(HostOf(preset.BaseUrl));

    // The address may have placeholders, which no Uri takes.
    private static string HostOf(string baseUrl)
    {
        var start = baseUrl.IndexOf("//", StringComparison.Ordinal) + 2;
        return baseUrl.Substring(start, baseUrl.IndexOf('/', start) is var end and >= 0 ? end - start : baseUrl.Length - start);
    }

    private static string OwnerOf(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        return string.Join(".", labels.Skip(Math.Max(0, labels.Length - LabelsOfOwner)));
    }
}
