using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Configuration.Options;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of rules: a list in which every key is always present.</summary>
internal static class RulesJson
{
    public static string Of(IEnumerable<(RuleOptions Rule, int Position)> rules) =>
        JsonLine.OfList(rules, static (json, item) => Write(json, item.Rule, item.Position));

    private static void Write(Utf8JsonWriter json, RuleOptions rule, int position)
    {
        json.WriteStartObject();
        json.WriteNumber("position", position);
        json.WriteString("name", rule.Name);
        JsonLine.WriteNumber(json, "min_prompt_tokens", rule.MinPromptTokens);
        JsonLine.WriteNumber(json, "max_prompt_tokens", rule.MaxPromptTokens);
        JsonLine.WriteMap(json, "tags", rule.Tags);
        json.WriteString("between", rule.Between?.ToString());
        json.WriteString("time_zone", rule.Between?.Zone?.Id);
        json.WriteString("task", rule.Task);
        json.WriteString("prompt_pattern", rule.PromptPattern);
        JsonLine.WriteStrings(json, "for_model", rule.Models);
        json.WriteString("model", rule.Model);
        JsonLine.WriteStrings(json, "chain", rule.Chain);
        json.WriteEndObject();
    }
}
