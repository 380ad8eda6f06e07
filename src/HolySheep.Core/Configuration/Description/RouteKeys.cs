using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Description;

/// <summary>The keys of models, rules and splits.</summary>
internal static class RouteKeys
{
    public static IReadOnlyList<KeyDescription> Target { get; } =
    [
        new("target", KeyShape.Text, "The target, as `provider/model`.", null, "\"backup/gpt-4.1\""),
        new("weight", KeyShape.Whole(0, 1_000_000), "Its share under the strategy `weighted`; 0 drains it.", "1", "2"),
    ];

    public static IReadOnlyList<KeyDescription> Model { get; } =
    [
        new("targets", KeyShape.ListOf(KeyShape.AnyOf("text or object", KeyShape.Text, KeyShape.Object(Target, "target")), "list of targets"),
            "The targets that answer for the model, in order: `provider/model`, or an object with a weight.", "the default provider", """[ "holysheep/gpt-4.1", { "target": "backup/gpt-4.1", "weight": 2 } ]"""),
        new("strategy", KeyShape.OneOf(TargetStrategyName.All.Select(known => known.Name)), "The order of the targets.", "`priority`, as listed", "\"weighted\""),
        new("price", KeyShape.Object(PriceKeys.All, "object"), "The price in USD per million tokens.", "the catalogue's", null),
        new("cache", KeyShape.Text, "How old an earlier answer to the very same request may be that is given again without asking: `1d`, `12h`, `30m`, `90s` or `off`.", "`off`", "\"1d\""),
    ];

    public static IReadOnlyList<KeyDescription> Condition { get; } =
    [
        new("minPromptTokens", KeyShape.Whole(1), "The minimum tokens of the prompt.", "any", "20000"),
        new("maxPromptTokens", KeyShape.Whole(1), "The maximum tokens of the prompt.", "any", "30000"),
        new("tags", KeyShape.MapOf(KeyShape.Text, "object of texts"), "The tags that the call must have.", "any", """{ "team": "ops" }"""),
        new("between", KeyShape.Text, "The time of day at which the call begins.", "any", "\"22:00-06:00\""),
        new("timeZone", KeyShape.Text, "The time zone of that time of day.", "the machine's", "\"Europe/Berlin\""),
        new("task", KeyShape.Text, "The task that the caller names.", "any or none", "\"triage\""),
        new("prompt", KeyShape.Text, "A regular expression that the last message must match; case matters unless it begins with `(?i)`.", "any", "\"(?i)invoice\""),
        new("models", KeyShape.Texts, "The models of which the call must ask for one.", "calls that name no model", """[ "gpt-4.1" ]"""),
    ];

    public static IReadOnlyList<KeyDescription> Rule { get; } =
    [
        new("name", KeyShape.Text, "The rule's name.", null, "\"long\""),
        new("when", KeyShape.Object(Condition, "object"), "The conditions, which must all hold; one or more.", null, null),
        new("model", KeyShape.Text, "The model that is asked, with its own chain.", "`chain` is given instead", "\"gemini-2.5-flash\""),
        new("chain", KeyShape.Texts, "The models that are asked in this order.", "`model` is given instead", """[ "deepseek-v3.2", "gpt-4.1" ]"""),
    ];

    public static IReadOnlyList<KeyDescription> Member { get; } =
    [
        new("model", KeyShape.Text, "The model, or a target as `provider/model`.", null, "\"claude-sonnet-4.5\""),
        new("percent", KeyShape.Number(0, 100), "Its share of the calls.", null, "5"),
    ];

    public static IReadOnlyList<KeyDescription> Split { get; } =
    [
        new("to", KeyShape.ListOf(KeyShape.Object(Member, "member"), "list of members"), "The members; the model itself takes the rest.", "`shadow` is given instead", """[ { "model": "claude-sonnet-4.5", "percent": 5 } ]"""),
        new("minSamples", KeyShape.Whole(1, 1000), "The minimum number of a member's calls before its limits apply.", "50", "20"),
        new("maxErrorRate", KeyShape.Number(0, 1), "The share of failed calls above which a member's calls return to the model.", "no limit", "0.05"),
        new("maxP95Sec", KeyShape.Seconds, "The 95th percentile of the latency above which they return.", "no limit", "2.5"),
        new("shadow", KeyShape.Object(Member, "member"), "The model that answers a share of the calls a second time in the background.", "none", """{ "model": "gemini-2.5-flash", "percent": 2 }"""),
        new("since", KeyShape.Text, "When the split was set; another text starts the counting again. Commands write it.", "none", "\"2026-11-29T10:58:39Z\""),
    ];
}
