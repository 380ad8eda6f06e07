using System;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;

namespace HolySheep.Configuration.Settings;

/// <summary>Edits the sections of the file that have no command of their own.</summary>
internal static class SettingNodes
{
    private const string Proxy = "network.proxy";

    /// <summary>Sets a setting.</summary>
    /// <exception cref="HolySheepException">The setting does not exist, or its value is not valid.</exception>
    public static void Set(JsonObject root, string name, string value)
    {
        var key = SettingNames.Get(name).In(root);
        if (value.Length == 0)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The value of '{key.Name}' is empty.", "To go back to its default: " + CommandHint.RemoveSetting(key.Name));
        }

        if (key.IsGroup && !value.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            throw SettingNames.Group(key);
        }

        RefusePassword(key, value);
        var parent = root;
        foreach (var part in key.Path.Take(key.Path.Count - 1))
        {
            parent = Nodes.Section(parent, part);
        }

        parent[key.Path[key.Path.Count - 1]] = SettingValue.Parse(key, value);
    }

    /// <summary>Removes a setting or a whole section, so that the default applies; sections that become empty go with it.</summary>
    /// <exception cref="HolySheepException">The setting does not exist.</exception>
    public static void Remove(JsonObject root, string name) => Remove(root, SettingNames.Get(name).In(root), 0);

    private static void Remove(JsonObject parent, SettingKey key, int depth)
    {
        var name = key.Path[depth];
        if (depth == key.Path.Count - 1)
        {
            parent.Remove(name);
        }
        else if (parent[name] is JsonObject section)
        {
            Remove(section, key, depth + 1);
            if (section.Count == 0)
            {
                parent.Remove(name);
            }
        }
    }

    // The history of a shell and a list of processes show what is typed, and the file is often copied.
    private static void RefusePassword(SettingKey key, string value)
    {
        if (key.Name == Proxy && Uri.TryCreate(value, UriKind.Absolute, out var address) && address.UserInfo.IndexOf(':') >= 0)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The address of the proxy contains a password, which must not be typed or be in the file.",
                $"Put the whole address into a variable, for example HOLYSHEEP_PROXY, and then: {CommandHint.SetSetting(Proxy, "env:HOLYSHEEP_PROXY")}");
        }
    }
}
