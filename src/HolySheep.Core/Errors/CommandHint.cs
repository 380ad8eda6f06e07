using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace HolySheep.Errors;

/// <summary>What to type next, in the words of the current front end. No other type of the core names a cmdlet, a parameter or an option.</summary>
public static class CommandHint
{
    /// <summary>The front end of this process. Default: the PowerShell module.</summary>
    public static FrontEnd FrontEnd { get; set; }

    /// <summary>Whether the front end has sessions in which a key can be set.</summary>
    internal static bool HasSessions => FrontEnd == FrontEnd.PowerShell;

    /// <summary>How to test a provider.</summary>
    internal static string Test(string provider) => Of($"Test-HolySheepProvider {provider}", $"'holysheep providers test {provider}'");

    /// <summary>How to use a disabled provider again.</summary>
    internal static string EnableProvider(string provider) => Of($"Set-HolySheepProvider {provider} -Disabled:$false", $"holysheep providers set {provider} --no-disabled");

    /// <summary>How to set the command that prints a provider's key.</summary>
    internal static string SetKeyCommand(string provider, IReadOnlyList<string> command) => Of(
        $"Set-HolySheepProvider {provider} -ApiKeyCommand {string.Join(", ", command)}", $"holysheep providers set {provider} --api-key-command {string.Join(",", command)}");

    /// <summary>How to see the presets of providers.</summary>
    internal static string Presets => Of("Get-HolySheepProvider -Preset lists the presets.", "'holysheep providers presets' lists the presets.");

    /// <summary>How to set a part of a provider's address.</summary>
    internal static string SetProviderSetting(string provider, string setting) => Of(
        $"Set-HolySheepProvider {provider} -Setting @{{ {setting} = '...' }}", $"holysheep providers set {provider} --setting {setting}=...");

    /// <summary>How to see the health of all targets.</summary>
    internal static string Health => Of("Get-HolySheepHealth", "'holysheep health'");

    /// <summary>How to list a provider's models.</summary>
    internal static string Models(string provider) => Of($"Get-HolySheepModel -Provider {provider}", $"'holysheep models --provider {provider}'");

    /// <summary>How to see which models are configured.</summary>
    internal static string ConfiguredModels => Of("Get-HolySheepModel -Offline shows them: those with targets or a strategy.", "'holysheep models list --offline' shows them: those with targets or a strategy.");

    /// <summary>How to see the models that can be requested.</summary>
    internal static string KnownModels => Of("Get-HolySheepModel without a name lists the known models.", "'holysheep models list' lists the known models.");

    /// <summary>A parameter or an option by its name: <c>-NoMeta</c>, <c>--no-meta</c>.</summary>
    internal static string Option(string name) => Of("-" + name, "--" + Kebab(name));

    /// <summary>The option for the time between two polls of a batch.</summary>
    internal static string BatchPoll => Of("-BatchPollSec", "--batch-poll");

    /// <summary>How to name the user of a proxy, after the option for the proxy.</summary>
    internal static string ProxyCredential => Of(", with -ProxyCredential if the proxy requires one", "");

    /// <summary>How to set the price of a model.</summary>
    internal static string SetPrice(string model) => Of(
        $"Set-HolySheepModel {model} -Price @{{ input = 1.00; output = 2.00 }}",
        $"holysheep models set {model} --price '{{ \"input\": 1.00, \"output\": 2.00 }}'");

    /// <summary>How to change a budget.</summary>
    /// <param name="name">The budget.</param>
    /// <param name="option">The parameter, by its name.</param>
    /// <param name="value">Its value; null if it has none.</param>
    internal static string SetBudget(string name, string option, string? value = null) =>
        $"{Of("Set-HolySheepBudget", "holysheep budget set")} {name} {Option(option)}{(value is null ? "" : " " + value)}";

    /// <summary>How to create a budget.</summary>
    internal static string MakeBudget => Of("Set-HolySheepBudget", "holysheep budget set");

    /// <summary>How to list the calls.</summary>
    internal static string Calls => Of("Get-HolySheepCall lists the calls.", "'holysheep calls' lists the calls.");

    /// <summary>The member of a result that has the id of its call.</summary>
    internal static string CallId => Of("CallId", "call_id");

    /// <summary>How to give a value for a placeholder of a template.</summary>
    internal static string Variable(string name) => Of($"-Variable @{{ {name} = '...' }}, or pipe in objects that have it.", $"--var {name}=...");

    /// <summary>How to see the templates and to set one.</summary>
    internal static string SetTemplate(string name) => Of(
        $"Get-HolySheepTemplate lists the templates; add one with: Set-HolySheepTemplate {name} 'Summarise: {{}}'",
        $"'holysheep templates list' lists the templates; add one with: holysheep templates set {name} 'Summarise: {{}}'");

    /// <summary>How to see the conversations.</summary>
    internal static string Conversations => Of("Get-HolySheepConversation lists the conversations.", "'holysheep conversations list' lists the conversations.");

    /// <summary>How to begin a conversation.</summary>
    internal static string BeginConversation => Of("Begin one with: Invoke-HolySheepChat 'Hello' -Conversation NAME", "Begin one with: holysheep chat 'Hello' --conversation NAME");

    /// <summary>How to bring the schema of the state to the version of this program.</summary>
    internal static string MigrateState => Of("Update-HolySheepState, as a role that owns the schema", "'holysheep state migrate', as a role that owns the schema");

    /// <summary>How to see anomalies in the usage.</summary>
    internal static string Anomalies => Of("Get-HolySheepUsage -Anomaly", "holysheep usage --anomaly");

    /// <summary>How to remove old usage.</summary>
    internal static string PruneUsage => Of("Clear-HolySheepUsage -OlderThan 90", "holysheep usage prune --older-than 90");

    /// <summary>How to see the chains and to set one.</summary>
    internal static string SetChain(string model) => Of(
        $"Get-HolySheepFallbackChain lists the chains; add one with: Set-HolySheepFallbackChain {model} MODEL, MODEL",
        $"'holysheep chains list' lists the chains; add one with: holysheep chains set {model} MODEL,MODEL");

    /// <summary>How to set a built-in chain explicitly.</summary>
    internal static string KeepChain(string model, IReadOnlyList<string> chain) => Of(
        $"Set-HolySheepFallbackChain {model} {string.Join(", ", chain)}", $"holysheep chains set {model} {string.Join(",", chain)}");

    /// <summary>How to see the rules and to add one.</summary>
    internal static string SetRule(string name) => Of(
        $"Get-HolySheepRule lists the rules; add one with: Set-HolySheepRule {name} -MinPromptTokens 20000 -Model MODEL",
        $"'holysheep rules list' lists the rules; add one with: holysheep rules set {name} MODEL --min-prompt-tokens 20000");

    /// <summary>How to see the splits and to set one.</summary>
    internal static string SetSplit(string model) => Of(
        $"Get-HolySheepSplit lists the splits; add one with: Set-HolySheepSplit {model} -To MODEL -Percent 5",
        $"'holysheep splits list' lists the splits; add one with: holysheep splits set {model} MODEL 5");

    /// <summary>How to name the members of a split.</summary>
    internal static string SetSplitMembers(string model) => Of(
        $"Set-HolySheepSplit {model} -To @{{ Model = 'claude-sonnet-4.5'; Percent = 5 }}", $"holysheep splits set {model} claude-sonnet-4.5=5");

    /// <summary>How to restart the counting of a split.</summary>
    internal static string RestartSplit(string model) => Of($"Set-HolySheepSplit {model}", $"holysheep splits set {model}");

    /// <summary>How to set the place of a provider's key.</summary>
    internal static string SetKeyReference(string provider, string variable) => Of(
        $"Set-HolySheepProvider {provider} -ApiKeyReference env:{variable}", $"holysheep providers set {provider} --api-key-reference env:{variable}");

    /// <summary>How to store a key instead, at the end of a hint; empty if the front end stores none.</summary>
    internal static string OrStoreKey(string provider) => Of("", $"  Or store the key: holysheep keys set {provider}");

    /// <summary>How to choose the interface through which a provider's models are asked.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="api">The interface, as the configuration spells it.</param>
    internal static string SetApi(string provider, string api) => Of(
        $"Set-HolySheepProvider {provider} -Api {char.ToUpperInvariant(api[0])}{api.Substring(1)}", $"holysheep providers set {provider} --api {api}");

    /// <summary>How to make a provider the default.</summary>
    internal static string MakeDefaultProvider => Of("Set-HolySheepProvider NAME -Default", "holysheep providers set NAME --default");

    /// <summary>How to see the settings.</summary>
    internal static string Settings => Of("Get-HolySheepSetting lists the settings.", "'holysheep config get' lists the settings.");

    /// <summary>How to set a setting.</summary>
    internal static string SetSetting(string name, string value) => Of($"Set-HolySheepSetting {name} {value}", $"holysheep config set {name} {value}");

    /// <summary>How to go back to the default of a setting.</summary>
    internal static string RemoveSetting(string name) => Of($"Remove-HolySheepSetting {name}", $"holysheep config unset {name}");

    /// <summary>How to set what is in a part of the configuration that has a command of its own; null if it has none.</summary>
    /// <param name="part">The part's key, in lower case.</param>
    internal static string? SetSection(string part) => part switch
    {
        "providers" => Of("Set-HolySheepProvider sets providers.", "'holysheep providers set' sets providers."),
        "models" => Of("Set-HolySheepModel sets models.", "'holysheep models set' sets models."),
        "chains" => Of("Set-HolySheepFallbackChain sets chains.", "'holysheep chains set' sets chains."),
        "rules" => Of("Set-HolySheepRule sets rules.", "'holysheep rules set' sets rules."),
        "splits" => Of("Set-HolySheepSplit sets splits.", "'holysheep splits set' sets splits."),
        "budgets" => Of("Set-HolySheepBudget sets budgets.", "'holysheep budget set' sets budgets."),
        "templates" => Of("Set-HolySheepTemplate sets templates.", "'holysheep templates set' sets templates."),
        _ => null,
    };

    private static string Of(string cmdlet, string command) => FrontEnd == FrontEnd.PowerShell ? cmdlet : command;

    private static string Kebab(string name) => Regex.Replace(name, "(?<!^)([A-Z])", "-$1").ToLowerInvariant();
}
