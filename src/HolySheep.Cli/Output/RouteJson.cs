using System.Text.Json;
using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of a dry run: every key is always present, and null if unknown.</summary>
internal static class RouteJson
{
    public static string Of(RouteReport report) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", report.Model);
        JsonLine.WriteStrings(json, "chain", report.Chain);
        json.WriteString("strategy", TargetStrategyName.Of(report.Strategy));
        JsonLine.WriteStrings(json, "reasons", report.Reasons);
        JsonLine.WriteList(json, "candidates", report.Candidates, Write);
        json.WriteEndObject();
    });

    /// <summary>The state of a target, in one word.</summary>
    public static string StateOf(RouteReportEntry candidate) => candidate.State switch
    {
        RouteTargetState.Returning => "returning",
        RouteTargetState.HalfOpen => "half-open",
        RouteTargetState.Open => "open",
        _ => "closed",
    };

    private static void Write(Utf8JsonWriter json, RouteReportEntry candidate)
    {
        json.WriteStartObject();
        JsonLine.WriteNumber(json, "order", candidate.Order);
        json.WriteString("target", candidate.Target);
        json.WriteString("model", candidate.Model);
        json.WriteString("provider", candidate.Provider);
        json.WriteString("strategy", TargetStrategyName.Of(candidate.Strategy));
        json.WriteString("state", StateOf(candidate));
        json.WriteNumber("estimated_prompt_tokens", candidate.EstimatedPromptTokens);
        JsonLine.WriteNumber(json, "estimated_cost_usd", candidate.EstimatedCost);
        JsonLine.WriteNumber(json, "context_window", candidate.ContextWindow);
        json.WriteString("reason", candidate.Reason);
        json.WriteEndObject();
    }
}
