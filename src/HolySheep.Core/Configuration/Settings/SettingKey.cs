using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Edits;

namespace HolySheep.Configuration.Settings;

/// <summary>A key of the configuration file, found by its dotted name in any letter case.</summary>
/// <param name="Path">The key with those above it, as the file spells them.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Description">The description; null for a part that the user names, such as a client.</param>
internal sealed record SettingKey(IReadOnlyList<string> Path, KeyShape Shape, KeyDescription? Description)
{
    private static readonly KeyDescription[] Described = [.. ConfigurationKeys.All.Where(key => key.Shape.Keys.Count > 0)];

    /// <summary>The sections of the file: objects with known keys. What the user names (providers, models, budgets …) has commands of its own.</summary>
    public static IReadOnlyList<SettingKey> Sections { get; } = [.. Described.Select(key => new SettingKey([key.Name], key.Shape, key))];

    /// <summary>The dotted name.</summary>
    public string Name => string.Join(".", Path);

    /// <summary>What it means; empty for a part that the user names.</summary>
    public string Text => KeyDescription.Plain(Description?.Text ?? "");

    /// <summary>Whether it holds further keys instead of a value.</summary>
    public bool IsGroup => Shape.Keys.Count > 0 || Shape.Item is { Keys.Count: > 0 };

    /// <summary>The key with a name; null if it is not known.</summary>
    public static SettingKey? Find(string name) => Find(Described, name, []);

    /// <summary>The same key, with the names that users choose spelled as an object spells them.</summary>
    public SettingKey In(JsonObject root)
    {
        var path = new List<string>();
        var (keys, item) = (ConfigurationKeys.All, (KeyShape?)null);
        JsonNode? node = root;
        foreach (var part in Path)
        {
            var known = keys.FirstOrDefault(key => key.Name == part);
            path.Add(known is null && node is JsonObject named ? Nodes.NameIn(named, part) : part);
            var shape = known?.Shape ?? item;
            (keys, item) = (shape?.Keys ?? [], shape?.Item);
            node = (node as JsonObject)?[path[path.Count - 1]];
        }

        return this with { Path = path };
    }

    /// <summary>The keys below this one that hold a value.</summary>
    /// <param name="names">The names that the user gave to the parts of a key.</param>
    public IEnumerable<SettingKey> Leaves(Func<SettingKey, IEnumerable<string>> names) => !IsGroup ? [this]
        : Shape.Keys.Count > 0 ? Shape.Keys.SelectMany(key => new SettingKey([.. Path, key.Name], key.Shape, key).Leaves(names))
        : names(this).SelectMany(name => new SettingKey([.. Path, name], Shape.Item!, null).Leaves(names));

    private static SettingKey? Find(IReadOnlyList<KeyDescription> keys, string rest, IReadOnlyList<string> above)
    {
        foreach (var key in keys)
        {
            IReadOnlyList<string> path = [.. above, key.Name];
            if (string.Equals(rest, key.Name, StringComparison.OrdinalIgnoreCase))
            {
                return new SettingKey(path, key.Shape, key);
            }

            if (rest.StartsWith(key.Name + ".", StringComparison.OrdinalIgnoreCase))
            {
                return FindBelow(key.Shape, rest.Substring(key.Name.Length + 1), path);
            }
        }

        return null;
    }

    private static SettingKey? FindBelow(KeyShape shape, string rest, IReadOnlyList<string> above)
    {
        if (shape.Keys.Count > 0)
        {
            return Find(shape.Keys, rest, above);
        }

        if (shape is not { Type: "object", Item: { } item } || rest.Length == 0)
        {
            return null;
        }

        // A name that a user chose may contain dots: it ends where a known key follows.
        for (var dot = rest.LastIndexOf('.'); dot > 0 && item.Keys.Count > 0; dot = rest.LastIndexOf('.', dot - 1))
        {
            if (Find(item.Keys, rest.Substring(dot + 1), [.. above, rest.Substring(0, dot)]) is { } found)
            {
                return found;
            }
        }

        return new SettingKey([.. above, rest], item, null);
    }
}
