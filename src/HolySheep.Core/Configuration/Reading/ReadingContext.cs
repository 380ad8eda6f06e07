using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>The shared state of reading one file: its path, and the warnings.</summary>
internal sealed partial class ReadingContext
{
    private readonly List<string> _warnings = [];
    private readonly string _folder;

    /// <param name="file">The file that messages name; null for a text that is not in a file.</param>
    /// <param name="folder">The base folder of relative paths.</param>
    /// <param name="environment">The user's folders and variables.</param>
    public ReadingContext(string? file, string folder, UserFolders environment)
    {
        File = file;
        _folder = folder;
        Environment = environment;
    }

    /// <summary>The file that messages name.</summary>
    public string? File { get; }

    /// <summary>The user's folders and variables.</summary>
    public UserFolders Environment { get; }

    /// <summary>What the user should correct, one line each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Creates the error of a value.</summary>
    public ConfigurationException Fault(ConfigurationNode node, string message, string? hint = null) =>
        new(message, File, File is null ? null : node.Line, node.Path.Length == 0 ? null : node.Path, hint);

    /// <summary>Adds a warning about a value.</summary>
    public void Warn(ConfigurationNode node, string message) =>
        _warnings.Add($"{(File is null ? "" : $"{File}, line {node.Line}: ")}{message}");

    /// <summary>Warns about every key of an object that is not known.</summary>
    public void WarnUnknown(ConfigurationNode node, IReadOnlyCollection<string> known)
    {
        foreach (var member in Members(node))
        {
            if (!known.Contains(member.Name, StringComparer.Ordinal))
            {
                var place = node.Path.Length == 0 ? "" : node.Path + ": ";
                Warn(member, $"{place}'{member.Name}' is not known{NearestName.Suggest(member.Name, known)}");
            }
        }
    }

    /// <summary>The configured spelling of a provider, in any letter case; an unknown provider is refused.</summary>
    public string RequireProvider(ConfigurationNode node, string name, IEnumerable<string> providers)
    {
        return EntryName.Find(providers, name)
            ?? throw Fault(node, $"the provider '{name}' is not configured{NearestName.Suggest(name, providers)}", $"Configured providers: {string.Join(", ", providers)}.");
    }
}
