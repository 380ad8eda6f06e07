using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>What reading one file shares: its place, and what the user should mend.</summary>
internal sealed partial class ReadingContext
{
    private readonly List<string> _warnings = [];
    private readonly string _folder;

    /// <param name="file">The file that messages name; null for a text that is in no file.</param>
    /// <param name="folder">The folder that relative paths begin at.</param>
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

    /// <summary>What the user should mend, one line each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>An error at a value.</summary>
    public ConfigurationException Fault(ConfigurationNode node, string message, string? hint = null) =>
        new(message, File, File is null ? null : node.Line, node.Path.Length == 0 ? null : node.Path, hint);

    /// <summary>Adds a warning at a value.</summary>
    public void Warn(ConfigurationNode node, string message) =>
        _warnings.Add($"{(File is null ? "" : $"{File}, line {node.Line}: ")}{message}");

    /// <summary>Warns of every key of an object that is none of the known ones.</summary>
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

    /// <summary>The name of a provider as it is configured, whatever the letter case; one that is not there is refused.</summary>
    public string RequireProvider(ConfigurationNode node, string name, IEnumerable<string> providers)
    {
        if (providers.Contains(name, StringComparer.Ordinal))
        {
            return name;
        }

        return providers.FirstOrDefault(provider => string.Equals(provider, name, StringComparison.OrdinalIgnoreCase))
            ?? throw Fault(node, $"the provider '{name}' is not configured{NearestName.Suggest(name, providers)}", $"Providers here: {string.Join(", ", providers)}.");
    }
}
