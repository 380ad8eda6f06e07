using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Prices;

/// <summary>Reads the prices for long prompts of an entry of a price map: members such as <c>input_cost_per_token_above_200k_tokens</c>, in any number of steps.</summary>
internal static class PriceMapSteps
{
    private const string Input = "input_cost_per_token";
    private const string Output = "output_cost_per_token";
    private const string CacheRead = "cache_read_input_token_cost";
    private const string CacheWrite = "cache_creation_input_token_cost";
    private const string Reasoning = "output_cost_per_reasoning_token";
    private static readonly Regex Step = new($"^(?:{Input}|{Output}|{CacheRead}|{CacheWrite}|{Reasoning})(_above_([0-9]{{1,7}})(k|m)?_tokens)$", RegexOptions.CultureInvariant);

    /// <summary>Whether a member is the price of a step.</summary>
    public static bool IsStep(string name) => Step.IsMatch(name);

    /// <summary>The steps in ascending order of length. As in LiteLLM, members that a step omits have the price below all steps.</summary>
    /// <param name="facts">The entry.</param>
    /// <param name="perMillion">Reads a price as USD per million tokens; null if the entry has no such member.</param>
    public static IReadOnlyList<LongContextPrice> Read(JsonElement facts, Func<JsonElement, string, decimal?> perMillion)
    {
        var ends = facts.EnumerateObject().Select(member => Step.Match(member.Name)).Where(match => match.Success)
            .Select(match => (End: match.Groups[1].Value, From: FromOf(match)))
            .Where(step => step.From is > 0 and <= int.MaxValue)
            .Distinct().OrderBy(step => step.From);
        return
        [
            .. ends.Select(step => new LongContextPrice((int)step.From, Price(Input, step.End) ?? 0, Price(Output, step.End) ?? 0, Price(CacheRead, step.End))
            {
                CacheWrite = Price(CacheWrite, step.End),
                Reasoning = Price(Reasoning, step.End),
            }),
        ];

        decimal? Price(string name, string end) => perMillion(facts, name + end) ?? perMillion(facts, name);
    }

    private static long FromOf(Match match) =>
        long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) * match.Groups[3].Value switch { "m" => 1_000_000, "k" => 1_000, _ => 1 };
}
