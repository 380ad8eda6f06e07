using System.Collections.Generic;

namespace HolySheep.Configuration.Description;

/// <summary>The keys of the configuration file.</summary>
internal static class ConfigurationKeys
{
    public static IReadOnlyList<KeyDescription> All { get; } =
    [
        new("$schema", KeyShape.Text, "The JSON schema of the file, for editors; nothing else reads it.", "none", "\"holysheep.schema.json\""),
        new("providers", KeyShape.MapOf(KeyShape.Object(ProviderKeys.All, "provider"), "object by name"), "The providers by name.", "the built-in provider `holysheep`", null),
        new("models", KeyShape.MapOf(KeyShape.Object(RouteKeys.Model, "model"), "object by model"), "Which targets answer for a model, in which order, and what it costs.", "none: the default provider answers", null),
        new("chains", KeyShape.MapOf(KeyShape.Texts, "object by model"), "The models that follow when a model's targets fail; `[]` turns a built-in chain off.", "three built-in chains, for models at `holysheep`",
            """{ "gpt-4.1": [ "claude-sonnet-4.5", "deepseek-v3.2" ] }"""),
        new("rules", KeyShape.ListOf(KeyShape.Object(RouteKeys.Rule, "rule"), "list of rules"), "The rules that choose a model; the first match wins.", "none", null),
        new("splits", KeyShape.MapOf(KeyShape.Object(RouteKeys.Split, "split"), "object by model"), "Shares of a model's calls that other models answer.", "none", null),
        new("defaults", KeyShape.Object(SettingKeys.Defaults, "object"), "The defaults for calls.", "the defaults of its keys", null),
        new("health", KeyShape.Object(SettingKeys.Health, "object"), "How long a failing target is not called.", "the defaults of its keys", null),
        new("network", KeyShape.Object(SettingKeys.Network, "object"), "The network settings.", "the system's proxy", null),
        new("budgets", KeyShape.MapOf(KeyShape.Object(SettingKeys.Budget, "budget"), "object by name"), "Limits on what calls may cost.", "none", null),
        new("gateway", KeyShape.Object(GatewayKeys.All, "object"), "Who may call the gateway (`holysheep serve`).", "one token for all callers", null),
        new("ledger", KeyShape.Object(SettingKeys.Ledger, "object"), "What the ledger keeps.", "the defaults of its keys", null),
        new("cache", KeyShape.Object(SettingKeys.Cache, "object"), "How much is kept of answers that may be given again; a model's `cache` turns that on.", "the defaults of its keys", null),
        new("state", KeyShape.Object(SettingKeys.State, "object"), "Where health, limits and money are kept.", "files of this machine", null),
        new("templates", KeyShape.MapOf(KeyShape.Object(TemplateKeys.All, "template"), "object by name"), "Stored prompts with what belongs to them.", "none", null),
    ];
}
