using System.Collections.Generic;

namespace HolySheep.Configuration.Description;

/// <summary>The keys of the gateway.</summary>
internal static class GatewayKeys
{
    public static IReadOnlyList<KeyDescription> Client { get; } =
    [
        new("token", KeyShape.Text, "Where its token is: `env:NAME` or `file:PATH`; at least 16 characters. Never a token itself.", null, "\"env:CI_TOKEN\""),
        new("tags", KeyShape.MapOf(KeyShape.Text, "object of texts"), "Tags of all its calls, for budgets, rules and reports; callers cannot change them. The tag `client` with its name is always set.", "none", """{ "team": "ops" }"""),
        new("models", KeyShape.Texts, "The models that it can ask for.", "all that are configured", """[ "gpt-4.1" ]"""),
        new("maxCostPerDay", KeyShape.Number(0), "The maximum that its calls may cost in a day, in USD.", "no limit", "5"),
        new("maxCostPerMonth", KeyShape.Number(0), "The maximum that its calls may cost in a month, in USD.", "no limit", "100"),
        new("maxCostPerSession", KeyShape.Number(0), "The maximum that the calls of one session may cost, in USD. A session is what a caller names so; calls without one have no such limit.", "no limit", "2"),
        new("maxCostPerCall", KeyShape.Number(0), "The maximum that one call may cost, in USD.", "no limit", "0.50"),
        new("requestsPerMinute", KeyShape.Whole(1), "The maximum number of its calls in a minute; they are spread over it.", "no limit", "120"),
        new("maxConcurrency", KeyShape.Whole(1), "The maximum number of its calls at once.", "no limit", "8"),
    ];

    public static IReadOnlyList<KeyDescription> All { get; } =
    [
        new("clients", KeyShape.MapOf(KeyShape.Object(Client, "client"), "object by name"), "The programs that call the gateway, each with its own token, limits and budgets.", "one token for all callers", null),
    ];
}
