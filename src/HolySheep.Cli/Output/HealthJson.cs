using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Health;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of health: a list in which every key is always present; times are UTC.</summary>
internal static class HealthJson
{
    public static string Of(IEnumerable<TargetHealthInfo> targets) => JsonLine.OfList(targets, Write);

    private static void Write(Utf8JsonWriter json, TargetHealthInfo target)
    {
        json.WriteStartObject();
        json.WriteString("target", target.Target);
        json.WriteString("scope", target.Scope.ToString());
        json.WriteString("state", target.State.ToString());
        JsonLine.WriteTime(json, "since", target.Since);
        JsonLine.WriteTime(json, "until", target.Until);
        json.WriteString("reason", target.Reason?.ToString());
        json.WriteBoolean("by_hint", target.ByHint);
        json.WriteNumber("failures_in_a_row", target.FailuresInARow);
        json.WriteNumber("calls", target.Calls);
        json.WriteNumber("failures", target.Failures);
        json.WriteNumber("share", target.Share);
        json.WriteEndObject();
    }
}
