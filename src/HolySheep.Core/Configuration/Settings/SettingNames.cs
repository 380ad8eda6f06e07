using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Description;
using HolySheep.Errors;

namespace HolySheep.Configuration.Settings;

/// <summary>The names of settings, and what is said of one that does not exist.</summary>
internal static class SettingNames
{
    /// <summary>The key with a name.</summary>
    /// <exception cref="HolySheepException">The setting does not exist; the message has the nearest name.</exception>
    public static SettingKey Get(string name) => SettingKey.Find(name) ?? throw Unknown(name);

    /// <summary>The error of a key that holds further keys and no value.</summary>
    public static HolySheepException Group(SettingKey key)
    {
        // gateway.clients.ci.maxCost could be a client of that name; rather its last part is mistyped.
        var last = key.Name.Substring(key.Name.LastIndexOf('.') + 1);
        return key.Description is null && key.Path[key.Path.Count - 1].IndexOf('.') > 0 && NearestName.Of(last, Below(key).Select(child => child.Name)) is { } near
            ? new HolySheepException(ErrorCode.SettingUnknown, $"'{key.Name}' is not a setting; did you mean '{key.Name.Substring(0, key.Name.Length - last.Length)}{near}'?", CommandHint.Settings)
            : new HolySheepException(ErrorCode.ArgumentInvalid, $"'{key.Name}' holds further keys: {string.Join(", ", Below(key).Select(child => child.Name))}.",
                $"Set one of them, for example: {CommandHint.SetSetting(Example(key), "VALUE")}");
    }

    private static string Example(SettingKey key) => key.Name + (key.Shape.Keys.Count == 0 ? ".NAME." : ".") + Below(key)[0].Name;

    private static IReadOnlyList<KeyDescription> Below(SettingKey key) => key.Shape.Keys.Count > 0 ? key.Shape.Keys : key.Shape.Item!.Keys;

    private static HolySheepException Unknown(string name)
    {
        var dot = name.IndexOf('.');
        var first = dot < 0 ? name : name.Substring(0, dot);
        if (ConfigurationKeys.All.Any(key => string.Equals(key.Name, first, StringComparison.OrdinalIgnoreCase)) && CommandHint.SetSection(first.ToLowerInvariant()) is { } command)
        {
            return new HolySheepException(ErrorCode.SettingUnknown, $"'{name}' is not a setting: '{first}' has a command of its own.", command);
        }

        string[] all = [.. SettingKey.Sections.SelectMany(section => section.Leaves(_ => [])).Select(key => key.Name)];
        var near = all.FirstOrDefault(known => known.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)) ?? NearestName.Of(name, all);
        return new HolySheepException(ErrorCode.SettingUnknown, $"'{name}' is not a setting{(near is null ? "." : $"; did you mean '{near}'?")}", CommandHint.Settings);
    }
}
