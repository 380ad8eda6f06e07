using System;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>splits</c>.</summary>
internal static class SplitNodes
{
    private const string Splits = "splits";

    /// <summary>Changes or adds a model's split.</summary>
    /// <param name="root">The file.</param>
    /// <param name="name">The model.</param>
    /// <param name="edit">The change.</param>
    /// <param name="now">The time of the change; earlier statistics no longer count.</param>
    /// <returns>The model as the split names it.</returns>
    public static string Set(JsonObject root, string name, SplitEdit edit, DateTimeOffset now)
    {
        var splits = Nodes.Section(root, Splits);
        name = Nodes.NameIn(splits, name);
        var split = Nodes.Section(splits, name);
        if (edit.To is { } to)
        {
            Nodes.CheckNames([.. to.Select(member => member.Model)], "members of the split");
            split["to"] = new JsonArray(to.Select(member => Member(member, to.Count == 1 ? edit.Percent : null)).ToArray());
        }
        else if (edit.Percent is { } percent)
        {
            Only(split, name)["percent"] = percent;
        }

        Nodes.SetNumber(split, "minSamples", edit.MinSamples);
        if (edit.MaxErrorRate is { } rate)
        {
            split["maxErrorRate"] = Finite(rate, "maxErrorRate");
        }

        SetP95(split, edit.MaxP95Sec);
        SetShadow(split, edit);
        split["since"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    /// <summary>Removes a model's split.</summary>
    /// <returns>Whether it existed.</returns>
    public static bool Remove(JsonObject root, string name) => Nodes.RemoveEntry(root, Splits, name);

    private static JsonNode Member(SplitMemberEdit member, decimal? percent)
    {
        var node = new JsonObject { ["model"] = member.Model };
        if ((member.Percent ?? percent) is { } share)
        {
            node["percent"] = share;
        }

        return node;
    }

    private static JsonObject Only(JsonObject split, string name) => split["to"] is JsonArray { Count: 1 } members && members[0] is JsonObject only
        ? only
        : throw new ConfigurationException($"the split of '{name}' does not have exactly one member, so a percent needs a member",
            hint: "Name the members, each with its share, for example: " + CommandHint.SetSplitMembers(name));

    private static double Finite(double number, string key) =>
        !double.IsNaN(number) && !double.IsInfinity(number) ? number : throw new ConfigurationException("expected a number", key: key);

    private static void SetP95(JsonObject split, double? seconds)
    {
        if (seconds == 0)
        {
            split.Remove("maxP95Sec");
        }
        else if (seconds is { } limit)
        {
            split["maxP95Sec"] = Finite(limit, "maxP95Sec");
        }
    }

    private static void SetShadow(JsonObject split, SplitEdit edit)
    {
        if (edit.Shadow?.Length == 0)
        {
            split.Remove("shadow");
            return;
        }

        if (edit.Shadow is { } model)
        {
            Nodes.Section(split, "shadow")["model"] = model;
        }

        if (edit.ShadowPercent is { } percent)
        {
            Nodes.Section(split, "shadow")["percent"] = percent;
        }
    }
}
