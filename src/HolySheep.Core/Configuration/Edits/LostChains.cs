using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Finds the built-in chains that a change of models or providers takes away without naming them.</summary>
internal static class LostChains
{
    /// <summary>One sentence about them; nothing if there are none, or if the chains themselves were changed.</summary>
    /// <param name="before">The text before the change.</param>
    /// <param name="after">The file after it.</param>
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
            : [$"{(lost.Count == 1 ? $"The built-in chain of {lost[0]} no longer holds" : $"The built-in chains of {string.Join(", ", lost)} no longer hold")}: "
                + $"a built-in chain applies only while its model is at {BuiltInConfiguration.ProviderName} alone. To keep it: {CommandHint.KeepChain(lost[0], had[lost[0]])}."];
    }
}
