using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Presets;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Configuration.Keys;

/// <summary>The keys that users store, one file for each provider beside the configuration file. Only their owner can read the files.</summary>
/// <param name="file">The configuration file.</param>
public sealed class StoredKeys(ConfigurationFile file)
{
    /// <summary>The folder of the keys, whether it exists or not.</summary>
    public string Folder { get; } = StoredKeyPath.Folder(Path.GetDirectoryName(file.Path) ?? "");

    /// <summary>Stores the key of a provider in place of an existing one; a preset that is not configured becomes a provider of the configuration.</summary>
    /// <param name="name">The provider.</param>
    /// <param name="text">The key; spaces around it are not part of it.</param>
    /// <returns>What was done, in words; without the key.</returns>
    /// <exception cref="HolySheepException">The provider is not known, the key is not valid, or the file cannot be written.</exception>
    public string Set(string name, string text)
    {
        var key = new Secret(text.Trim());
        ProcessKeys.Hide(key);
        if (KeyProbe.Of(key) is { Key: null } probe)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The key is not valid: {probe.Reason}. Nothing was stored.", probe.Hint);
        }

        var configuration = file.Read();
        var provider = configuration.Names.Provider(name);
        var added = provider is null;
        provider ??= KnownPresets.Find(name)?.Name ?? throw UnknownProvider.Fault(name, [.. configuration.Providers.Keys.Union(KnownPresets.All.Select(preset => preset.Name))]);
        if (added)
        {
            file.SetProvider(provider, new ProviderEdit());
        }

        if (!file.Preview)
        {
            file.Locked(StoredKeyPath.Of(Folder, provider), path => Write(path, key));
        }

        return EditSummary.SetKey(provider, added);
    }

    /// <summary>Removes the stored key of a provider.</summary>
    /// <returns>What was done, in words.</returns>
    /// <exception cref="HolySheepException">No key is stored for the provider, or its file cannot be removed.</exception>
    public string Remove(string name)
    {
        var stored = Names();
        var provider = EntryName.Find(stored, name) ?? throw new HolySheepException(
            ErrorCode.ArgumentInvalid,
            $"No key is stored for the provider '{name}'{NearestName.Suggest(name, stored)}",
            stored.Count == 0 ? "No keys are stored." : $"Keys are stored for: {string.Join(", ", stored)}.");
        if (!file.Preview)
        {
            file.Locked(StoredKeyPath.Of(Folder, provider), path =>
            {
                File.Delete(path);
                return true;
            });
        }

        return EditSummary.RemoveKey(provider);
    }

    /// <summary>The stored keys by provider, and whether each is used.</summary>
    /// <param name="placeOf">Returns the place of the key that calls to a provider use; null if there is none.</param>
    public IReadOnlyList<StoredKey> List(Func<string, string?> placeOf)
    {
        var configuration = file.Read();
        return [.. Names().Select(name =>
        {
            var path = StoredKeyPath.Of(Folder, name);
            var reason = configuration.Providers.TryGetValue(name, out var provider) ? ReasonAgainst(provider.Keyless, placeOf(name), path) : "no provider has this name";
            return new StoredKey(name, path, reason is null, reason);
        })];
    }

    private static string? ReasonAgainst(bool keyless, string? place, string path) =>
        keyless ? "the provider is called without a key"
        : place is null ? "the file cannot be used"
        : place == StoredKeyPath.Reference(path) ? null
        : $"{place} comes first";

    private List<string> Names() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder).Select(StoredKeyPath.ProviderOf).OfType<string>().OrderBy(name => name, StringComparer.Ordinal)]
        : [];

    private static bool Write(string path, Secret key)
    {
        OwnerFile.CreateFolder(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, key.Reveal() + "\n");
        return true;
    }
}
