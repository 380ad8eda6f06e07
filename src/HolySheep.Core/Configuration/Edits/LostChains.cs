using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Finds the built-in chains that stop applying after a change of models or providers that does not name them.</summary>
internal static class LostChains
{
    /// <summary>One sentence about them; empty if there are none, or if the chains themselves were changed.</summary>
    /// <param name="before">The text before the change.</param>
    /// <param name="after">The configuration after the change.</param>
    /// <param name="read">Reads a text.</param>
    public static IEnumerable<string> Find(string before, JsonObject after, Func<string, HolySheepConfiguration> read)
    {
        if (JsonNode.Parse(before)?["chains"]?.ToJsonString() != after["chains"]?.ToJsonString())
        {
            return [];
        }

        IReadOnlyDictionary<string, IReadOnlyList<string>> had;
        try
        {
            had = read(before).Chains;
        }
        catch (ConfigurationException)
        {
            // The change repairs the file.
            return [];
        }

        var has = read(after.ToJsonString()).Chains;
        var lost = had.Keys.Where(model => !has.ContainsKey(model)).OrderBy(model => model, StringComparer.Ordinal).ToList();
        return lost.Count == 0
            ? []
            : [$"{(lost.Count == 1 ? $"The built-in chain of {lost[0]} no longer applies" : $"The built-in chains of {string.Join(", ", lost)} no longer apply")}: "
                + $"a built-in chain applies only while all targets of its model are at {BuiltInConfiguration.ProviderName}. To keep it: {CommandHint.KeepChain(lost[0], had[lost[0]])}."];
    }
}
