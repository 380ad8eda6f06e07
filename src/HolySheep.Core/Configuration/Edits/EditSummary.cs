using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Prices;

namespace HolySheep.Configuration.Edits;

/// <summary>Changes in words, for confirmations and previews.</summary>
public static class EditSummary
{
    /// <summary>A change of a provider; it names the members and not their values.</summary>
    public static string Provider(string name, ProviderEdit edit) => $"Set the provider {name}" + Names(
    [
        ("preset", edit.Preset), ("kind", edit.Kind), ("api", edit.Api), ("baseUrl", edit.BaseUrl), ("modelsUrl", edit.ModelsUrl),
        .. (edit.Settings?.Keys ?? []).Select(setting => (setting, (object?)setting)),
        ("apiKey", edit.ApiKeys ?? edit.KeyCommand ?? (object?)edit.KeyLifetimeSec), ("keys", edit.KeyOrder), ("quotaGroup", edit.QuotaGroup), ("region", edit.Region),
        ("requestsPerMinute", edit.RequestsPerMinute), ("tokensPerMinute", edit.TokensPerMinute), ("maxConcurrency", edit.MaxConcurrency),
        ("headers", edit.Headers), ("slashIds", edit.SlashIds), ("disabled", edit.Disabled), ("default", edit.MakeDefault ? true : null),
    ]);

    /// <summary>The removal of a provider, and of what names it.</summary>
    public static string RemoveProvider(string name, bool withUses) =>
        withUses ? $"Remove the provider {name} and everything that names it" : $"Remove the provider {name}";

    /// <summary>A change of a model.</summary>
    public static string Model(string name, ModelEdit edit) => $"Set the model {name}: " + string.Join("; ", Given(
        ("", edit.Targets is { } targets ? targets.Count == 0 ? "no targets of its own" : "targets " + string.Join(", ", targets.Select(Text)) : null),
        ("", edit.Strategy is { } strategy ? strategy.Length == 0 ? "no strategy" : "strategy " + strategy : null),
        ("price ", edit.Price is { } price ? Text(price) : null),
        ("", edit.Cache is { } cache ? cache.Length == 0 ? "no cache of its own" : "cache " + cache : null),
        ("", edit.RemovePrice ? "no price of its own" : null),
        ("", edit.MakeDefault ? "default" : null)).DefaultIfEmpty("nothing new"));

    /// <summary>The removal of a model's configuration.</summary>
    public static string RemoveModel(string name) => $"Remove the configuration of the model {name}";

    /// <summary>A change of a chain; an empty one turns the fallbacks off.</summary>
    public static string Chain(string model, IReadOnlyList<string> fallback) =>
        fallback.Count == 0 ? $"Turn the fallbacks of {model} off" : $"Set the fallbacks of {model} to {string.Join(", ", fallback)}";

    /// <summary>The removal of a chain.</summary>
    public static string RemoveChain(string model) => $"Remove the fallbacks of {model}";

    /// <summary>A change of a rule.</summary>
    public static string Rule(string name, RuleEdit edit) => $"Set the rule {name}: " + string.Join("; ", Given(
        ("at least tokens ", edit.MinPromptTokens), ("at most tokens ", edit.MaxPromptTokens), ("tags ", edit.Tags is null ? null : string.Join(", ", edit.Tags.Keys)),
        ("between ", edit.Between), ("time zone ", edit.TimeZone), ("task ", edit.Task), ("prompt ", edit.PromptPattern), ("for ", edit.Models is null ? null : string.Join(", ", edit.Models)),
        ("model ", edit.Model), ("chain ", edit.Chain is null ? null : string.Join(", ", edit.Chain)), ("position ", edit.Position)).DefaultIfEmpty("nothing new"));

    /// <summary>The removal of a rule.</summary>
    public static string RemoveRule(string name) => $"Remove the rule {name}";

    /// <summary>A change of a template; it names the members and not their values, which can be long.</summary>
    public static string Template(string name, TemplateEdit edit) => $"Set the template {name}" + Names(
    [
        ("prompt", edit.Prompt), ("system", edit.System), ("model", edit.Model), ("schema", edit.Schema), ("temperature", edit.Temperature), ("topP", edit.TopP),
        ("maxTokens", edit.MaxTokens), ("stop", edit.Stop), ("seed", edit.Seed), ("reasoningEffort", edit.ReasoningEffort), ("task", edit.Task),
    ]);

    /// <summary>The removal of a template.</summary>
    public static string RemoveTemplate(string name) => $"Remove the template {name}";

    /// <summary>A change of a split.</summary>
    public static string Split(string model, SplitEdit edit) => $"Set the split of {model}: " + string.Join("; ", Given(
        ("to ", edit.To is null ? null : string.Join(", ", edit.To.Select(member => member.Percent is { } own ? FormattableString.Invariant($"{member.Model} {own} %") : member.Model))),
        ("percent ", edit.Percent), ("min samples ", edit.MinSamples), ("max error rate ", edit.MaxErrorRate), ("max p95 ", edit.MaxP95Sec),
        ("shadow ", edit.Shadow), ("shadow percent ", edit.ShadowPercent)).DefaultIfEmpty("restart the counting"));

    /// <summary>The removal of a split.</summary>
    public static string RemoveSplit(string model) => $"Remove the split of {model}";

    /// <summary>A change of a budget. The address of its webhook may be a secret, so it is not shown.</summary>
    public static string Budget(string name, BudgetEdit edit) => $"Set the budget {name}: " + string.Join("; ", Given(
        ("limit ", edit.Limit is { } limit ? Figure(limit) : null), ("period ", edit.Period), ("time zone ", edit.TimeZone), ("scope ", edit.Scope), ("action ", edit.Action),
        ("chain ", edit.Chain is null ? null : string.Join(", ", edit.Chain)), ("alerts at ", edit.AlertAt is null ? null : string.Join(", ", edit.AlertAt.Select(Figure))),
        ("webhook ", edit.Webhook is null ? null : edit.Webhook.Length == 0 ? "none" : "***"),
        ("allow unknown prices ", edit.AllowUnknownPrices), ("allow unrecorded ", edit.AllowUnrecorded)).DefaultIfEmpty("nothing new"));

    /// <summary>The removal of a budget.</summary>
    public static string RemoveBudget(string name) => $"Remove the budget {name}";

    /// <summary>A change of a setting. The value may name a user or a host, so it is not shown.</summary>
    public static string Setting(string name) => $"Set {name}";

    /// <summary>The removal of a setting.</summary>
    public static string RemoveSetting(string name) => $"Remove {name}, so that its default applies";

    /// <summary>A key that is stored, and whether its provider is new.</summary>
    public static string SetKey(string provider, bool added) => added ? $"Set the provider {provider} and store its key" : $"Store the key of the provider {provider}";

    /// <summary>The removal of a stored key.</summary>
    public static string RemoveKey(string provider) => $"Remove the stored key of the provider {provider}";

    /// <summary>An import of prices.</summary>
    public static string Import(PriceMapImport import) => $"Import the prices of {import.Models} models: {import.Added} new, {import.Changed} changed, {import.Removed} gone";

    private static IEnumerable<string> Given(params (string Label, object? Value)[] parts) =>
        parts.Where(part => part.Value is not null).Select(part => part.Label + Convert.ToString(part.Value, CultureInfo.InvariantCulture));

    private static string Names((string Name, object? Value)[] members)
    {
        var given = members.Where(member => member.Value is not null).Select(member => member.Name).ToList();
        return given.Count > 0 ? $" ({string.Join(", ", given)})" : "";
    }

    private static string Text(TargetEdit target) => target.Weight is { } weight ? FormattableString.Invariant($"{target.Address} weight {weight}") : target.Address;

    private static string Text(ModelPrice price) => FormattableString.Invariant($"{price.Input:0.00####} in, {price.Output:0.00####} out");

    private static string Figure(decimal number) => number.ToString("0.00####", CultureInfo.InvariantCulture);
}
