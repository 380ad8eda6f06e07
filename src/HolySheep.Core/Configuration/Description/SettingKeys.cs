using System.Collections.Generic;

namespace HolySheep.Configuration.Description;

/// <summary>The keys of the defaults, health, the network, budgets, the ledger, the cache and the state.</summary>
internal static class SettingKeys
{
    public static IReadOnlyList<KeyDescription> Defaults { get; } =
    [
        new("model", KeyShape.Text, "The model of calls that name none.", "`HOLYSHEEP_MODEL`, otherwise `gpt-4.1`", "\"gpt-4.1\""),
        new("provider", KeyShape.Text, "The provider of models without targets.", "`holysheep`", "\"holysheep\""),
        new("timeoutSec", KeyShape.Seconds, "The limit of a whole call.", "300", "300"),
        new("attemptTimeoutSec", KeyShape.Seconds, "The limit of one attempt while another target is untried.", "60", "60"),
        new("firstTokenSec", KeyShape.Seconds, "The limit until a stream's first token while another target is untried.", "10, or 60 for reasoning models", "10"),
        new("stallSec", KeyShape.Seconds, "The limit between two pieces of an answer.", "20", "20"),
        new("connectSec", KeyShape.Seconds, "The limit for opening a connection; not in Windows PowerShell.", "10", "10"),
        new("maxAttempts", KeyShape.Whole(1, 1000), "The maximum number of attempts of one call, including retries and fallbacks.", "8", "8"),
        new("patienceSec", KeyShape.Seconds, "The longest wait that a call accepts while another model could answer.", "5", "5"),
        new("hedgeSec", KeyShape.AnyOf("seconds, or `auto`", KeyShape.Seconds, KeyShape.OneOf("auto")), "When a second target is asked because the first is slow; `auto` is the target's own 95th percentile.", "never", "\"auto\""),
    ];

    public static IReadOnlyList<KeyDescription> Health { get; } =
    [
        new("breakSec", KeyShape.Seconds, "How long a failing target is not called, the first time.", "10", "10"),
        new("maxBreakSec", KeyShape.Seconds, "How long at most; at least `breakSec`.", "30", "30"),
    ];

    public static IReadOnlyList<KeyDescription> Network { get; } =
    [
        new("proxy", KeyShape.Text, "The proxy for every request, with user and password if it needs them, or `env:NAME` for a variable with the whole address.", "the system's", "\"http://proxy:3128\""),
        new("caFile", KeyShape.Text, "A PEM file with additional certificate authorities; relative to the configuration's folder.", "none", "\"corp.pem\""),
    ];

    public static IReadOnlyList<KeyDescription> Budget { get; } =
    [
        new("limit", KeyShape.Number(0), "The maximum that may be spent in a period, in USD.", null, "20"),
        new("period", KeyShape.Text, "`day`, `week`, `month`, or rolling hours such as `24h`.", null, "\"day\""),
        new("timeZone", KeyShape.Text, "The time zone whose midnight counts: `local`, `utc` or a name.", "`local`", "\"Asia/Ho_Chi_Minh\""),
        new("scope", KeyShape.Text, "The calls that count: `all`, `provider=NAME`, `model=ID`, `tag=NAME=VALUE`, `tag=WORD` or `job=NAME`.", "`all`", "\"tag=team=ops\""),
        new("action", KeyShape.OneOf("stop", "warn", "downgrade"), "What happens to a call that the budget cannot pay for.", "`stop`", "\"downgrade\""),
        new("chain", KeyShape.Texts, "The models that answer once the limit is reached, for `downgrade` only.", "none", """[ "gemini-2.5-flash" ]"""),
        new("alertAt", KeyShape.ListOf(KeyShape.Number(0, 1), "list of shares"), "Shares of the limit at which an alert is given, once per period each.", "0.8", "[ 0.5, 0.8 ]"),
        new("webhook", KeyShape.Text, "The address that alerts are posted to, as JSON in Slack's format, or `env:NAME`.", "none", "\"env:SLACK_WEBHOOK\""),
        new("allowUnknownPrices", KeyShape.Flag, "Allows calls of unknown price, which a budget that stops would otherwise refuse.", "false", "true"),
        new("allowUnrecorded", KeyShape.Flag, "Allows calls while the ledger cannot be written, which a budget that stops would otherwise refuse.", "false", "true"),
    ];

    public static IReadOnlyList<KeyDescription> Ledger { get; } =
    [
        new("keepTexts", KeyShape.Flag, "Keeps prompts and answers in the ledger, without attachments and keys.", "false", "true"),
    ];

    public static IReadOnlyList<KeyDescription> Cache { get; } =
    [
        new("maxMegabytes", KeyShape.Whole(1, 1_000_000), "The maximum size of all kept answers; those that were used least recently go first.", "256", "1000"),
    ];

    public static IReadOnlyList<KeyDescription> State { get; } =
    [
        new("kind", KeyShape.OneOf("sqlite", "memory", "postgres"), "`sqlite` shares state between the processes of this machine, `memory` between none, `postgres` between all machines with the same database.", "`HOLYSHEEP_STATE`, otherwise `sqlite`", "\"postgres\""),
        new("connection", KeyShape.Text, "Where the connection string of the database is found: `env:NAME`, `file:PATH` or `secret:VAULT/NAME`; never the string itself.", "`env:HOLYSHEEP_DB`", "\"env:HOLYSHEEP_DB\""),
    ];
}
