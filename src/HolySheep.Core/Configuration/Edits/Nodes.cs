using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Chat;
using HolySheep.Configuration.Names;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Reads and sets members of the file's objects.</summary>
internal static class Nodes
{
    /// <summary>The object under a key; created if it does not exist.</summary>
    /// <exception cref="ConfigurationException">The value is not an object.</exception>
    public static JsonObject Section(JsonObject parent, string name)
    {
        if (parent[name] is null)
        {
            parent[name] = new JsonObject();
        }

        return parent[name] as JsonObject ?? throw new ConfigurationException("expected an object { … }", key: name);
    }

    /// <summary>The object that a section has under a name, in any letter case; created if it does not exist.</summary>
    /// <exception cref="ConfigurationException">The value is not an object.</exception>
    public static JsonObject Entry(JsonObject section, string name) => Section(section, NameIn(section, name));

    /// <summary>The spelling of a name in a section, in any letter case; the name itself if the section does not have it.</summary>
    public static string NameIn(JsonObject section, string name) => EntryName.Find(section.Select(member => member.Key), name) ?? name;

    /// <summary>Removes what a section of the file has under a name, in any letter case, and the section if it is then empty.</summary>
    /// <returns>Whether the section had it.</returns>
    public static bool RemoveEntry(JsonObject root, string section, string name)
    {
        if (root[section] is not JsonObject entries || !entries.Remove(NameIn(entries, name)))
        {
            return false;
        }

        if (entries.Count == 0)
        {
            root.Remove(section);
        }

        return true;
    }

    /// <summary>A list of texts.</summary>
    public static JsonArray List(IEnumerable<string> items) => new(items.Select(item => (JsonNode?)JsonValue.Create(item)).ToArray());

    /// <summary>A list of names that users write.</summary>
    /// <param name="names">The names.</param>
    /// <param name="what">What they mean, in the plural.</param>
    /// <exception cref="HolySheepException">A name is empty.</exception>
    public static JsonArray Names(IReadOnlyList<string> names, string what)
    {
        CheckNames(names, what);
        return List(names);
    }

    /// <summary>Refuses a list with an empty name.</summary>
    /// <exception cref="HolySheepException">A name is empty.</exception>
    public static void CheckNames(IReadOnlyList<string> names, string what)
    {
        if (ChatRequestRules.FindEmptyName(names, what) is { } fault)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, fault.Message, fault.Hint);
        }
    }

    /// <summary>The text of a node; null if it is not a text.</summary>
    public static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Sets a value: null leaves it unchanged.</summary>
    public static void Set(JsonObject parent, string name, JsonNode? value)
    {
        if (value is not null)
        {
            parent[name] = value;
        }
    }

    /// <summary>Sets a list: null leaves it unchanged, an empty list removes it.</summary>
    public static void SetList(JsonObject parent, string name, JsonArray? list)
    {
        if (list is { Count: > 0 })
        {
            parent[name] = list;
        }
        else if (list is not null)
        {
            parent.Remove(name);
        }
    }

    /// <summary>Sets a list of texts: null leaves it unchanged, an empty list removes it.</summary>
    public static void SetTexts(JsonObject parent, string name, IReadOnlyList<string>? texts) => SetList(parent, name, texts is null ? null : List(texts));

    /// <summary>Sets a text: null leaves it unchanged, an empty text removes it.</summary>
    public static void SetText(JsonObject parent, string name, string? text)
    {
        if (text is { Length: > 0 })
        {
            parent[name] = text;
        }
        else if (text is not null)
        {
            parent.Remove(name);
        }
    }

    /// <summary>Writes true, removes a flag that is false, and leaves it unchanged if it is null.</summary>
    public static void SetFlag(JsonObject parent, string name, bool? flag)
    {
        if (flag == true)
        {
            parent[name] = true;
        }
        else if (flag == false)
        {
            parent.Remove(name);
        }
    }

    /// <summary>Sets a number: null leaves it unchanged, 0 removes it.</summary>
    public static void SetNumber(JsonObject parent, string name, int? number)
    {
        if (number == 0)
        {
            parent.Remove(name);
        }
        else if (number is { } value)
        {
            parent[name] = value;
        }
    }
}
