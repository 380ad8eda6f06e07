using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Templates;
using HolySheep.Time;

namespace HolySheep.Configuration;

/// <summary>A configuration in effect in the format of the file, for people: what may be a secret is hidden.</summary>
public static class ConfigurationView
{
    private const string Hidden = "***";

    /// <summary>The text of a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="indented">False writes one line.</param>
    public static string Of(HolySheepConfiguration configuration, bool indented)
    {
        var root = new JsonObject
        {
            ["providers"] = Map(configuration.Providers.Values, provider => provider.Name, Provider),
            ["models"] = Map(configuration.Models, model => model.Key, model => Model(model.Value)),
            ["chains"] = Map(configuration.Chains, chain => chain.Key, chain => Nodes.List(chain.Value)),
            ["rules"] = new JsonArray([.. configuration.Rules.Select(Rule)]),
            ["splits"] = Map(configuration.Splits.Values, split => split.Model, Split),
            ["defaults"] = Defaults(configuration.Defaults),
            ["health"] = new JsonObject { ["breakSec"] = configuration.Health.Break.TotalSeconds, ["maxBreakSec"] = configuration.Health.MaxBreak.TotalSeconds },
            ["network"] = Network(configuration.Network),
            ["budgets"] = Map(configuration.Budgets, budget => budget.Name, Budget),
            ["gateway"] = new JsonObject { ["clients"] = Map(configuration.GatewayClients, client => client.Name, GatewayClient) },
            ["ledger"] = new JsonObject { ["keepTexts"] = configuration.Ledger.KeepTexts },
            ["cache"] = new JsonObject { ["maxMegabytes"] = configuration.CacheMaxBytes / 1_048_576 },
            ["state"] = new JsonObject { ["kind"] = configuration.State.Kind.ToString().ToLowerInvariant(), ["connection"] = configuration.State.Connection.ToString() },
            ["templates"] = Map(configuration.Templates.Values, template => template.Name, Template),
        };
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\r\n", "\n");
    }

    private static JsonObject Provider(ProviderOptions provider)
    {
        var node = new JsonObject();
        Nodes.Set(node, "preset", provider.Preset);
        node["kind"] = ProviderKindName.Of(provider.Kind);
        Nodes.Set(node, "api", provider.HasTwoApis ? ApiNames.Of(provider.Api) : null);
        Nodes.Set(node, "baseUrl", provider.BaseUrl?.ToString());
        Nodes.Set(node, "modelsUrl", provider.ModelsUrlText);
        foreach (var setting in provider.Settings)
        {
            node[setting.Key] = setting.Value;
        }

        Nodes.Set(node, "apiKey", Key(provider));
        Nodes.Set(node, "keys", provider.KeyOrder == KeyOrder.Spread ? "spread" : null);
        Nodes.Set(node, "quotaGroup", provider.QuotaGroup);
        Nodes.Set(node, "region", provider.Region);
        Nodes.Set(node, "requestsPerMinute", provider.RequestsPerMinute);
        Nodes.Set(node, "tokensPerMinute", provider.TokensPerMinute);
        Nodes.Set(node, "maxConcurrency", provider.MaxConcurrency);
        Nodes.Set(node, "headers", provider.HeaderReferences.Count == 0 ? null : Map(provider.HeaderReferences, header => header.Key, header => JsonValue.Create(Header(header.Key, header.Value))));
        Nodes.Set(node, "slashIds", provider.SlashIds ? JsonValue.Create(true) : null);
        Nodes.Set(node, "disabled", provider.Disabled ? JsonValue.Create(true) : null);
        return node;
    }

    private static JsonNode? Key(ProviderOptions provider) => provider.ApiKeys switch
    {
        [{ Command: { } command }] => new JsonObject { ["command"] = Nodes.List(command.Arguments), ["ttlSec"] = command.Lifetime.TotalSeconds },
        [var one] => one.ToString(),
        [] => provider.Keyless ? "none" : null,
        var several => Nodes.List(several.Select(key => key.ToString())),
    };

    private static string Header(string name, string value) =>
        value.StartsWith("env:", StringComparison.Ordinal) || !(HeaderKey.IsNamed(name) || HeaderKey.Is(name, value.Split(' ').Last())) ? value : Hidden;

    private static JsonObject Model(ModelOptions model)
    {
        var node = new JsonObject
        {
            ["targets"] = new JsonArray([.. model.Targets.Select(target => target.Weight == 1
                ? (JsonNode)JsonValue.Create(target.ToString())
                : new JsonObject { ["target"] = target.ToString(), ["weight"] = target.Weight })]),
            ["strategy"] = TargetStrategyName.Of(model.Strategy),
        };
        Nodes.Set(node, "price", model.Price is { } price ? PriceNode.Of(price) : null);
        Nodes.Set(node, "cache", model.Cache is { } age ? AgeText.Of(age) : null);
        return node;
    }

    private static JsonObject Rule(RuleOptions rule)
    {
        var when = new JsonObject();
        Nodes.Set(when, "minPromptTokens", rule.MinPromptTokens);
        Nodes.Set(when, "maxPromptTokens", rule.MaxPromptTokens);
        Nodes.Set(when, "tags", rule.Tags.Count == 0 ? null : Map(rule.Tags, tag => tag.Key, tag => JsonValue.Create(tag.Value)));
        Nodes.Set(when, "between", rule.Between?.ToString());
        Nodes.Set(when, "timeZone", rule.Between?.Zone?.Id);
        Nodes.Set(when, "task", rule.Task);
        Nodes.Set(when, "prompt", rule.PromptPattern);
        Nodes.Set(when, "models", rule.Models.Count == 0 ? null : Nodes.List(rule.Models));
        var node = new JsonObject { ["name"] = rule.Name, ["when"] = when };
        Nodes.Set(node, "model", rule.Model);
        Nodes.Set(node, "chain", rule.Chain.Count == 0 ? null : Nodes.List(rule.Chain));
        return node;
    }

    private static JsonObject Split(SplitOptions split)
    {
        var node = new JsonObject { ["to"] = new JsonArray([.. split.To.Select(Member)]), ["minSamples"] = split.MinSamples };
        Nodes.Set(node, "maxErrorRate", split.MaxErrorRate);
        Nodes.Set(node, "maxP95Sec", split.MaxP95?.TotalSeconds);
        Nodes.Set(node, "shadow", split.Shadow is null ? null : Member(split.Shadow));
        Nodes.Set(node, "since", split.Since);
        return node;
    }

    private static JsonObject Member(SplitMember member) => new() { ["model"] = member.Model, ["percent"] = member.Percent };

    private static JsonObject Defaults(DefaultOptions defaults)
    {
        var node = new JsonObject
        {
            ["model"] = defaults.Model,
            ["provider"] = defaults.Provider,
            ["timeoutSec"] = defaults.Timeout.TotalSeconds,
            ["attemptTimeoutSec"] = defaults.AttemptTimeout.TotalSeconds,
            ["stallSec"] = defaults.Stall.TotalSeconds,
            ["connectSec"] = defaults.Connect.TotalSeconds,
            ["maxAttempts"] = defaults.MaxAttempts,
            ["patienceSec"] = defaults.Patience.TotalSeconds,
            ["hedgeSec"] = defaults.Hedge.Time is { } hedge ? hedge.TotalSeconds : "auto",
        };
        Nodes.Set(node, "firstTokenSec", defaults.FirstToken?.TotalSeconds);
        return node;
    }

    private static JsonObject Network(NetworkOptions network)
    {
        var node = new JsonObject();
        var user = network.ProxyUser is { } name ? $"{Uri.EscapeDataString(name)}{(network.ProxyPassword is null ? "" : ":" + Hidden)}@" : "";
        Nodes.Set(node, "proxy", network.ProxyVariable is { } variable ? "env:" + variable : network.Proxy is { } proxy ? $"{proxy.Scheme}://{user}{proxy.Authority}" : null);
        Nodes.Set(node, "caFile", network.CaFile);
        return node;
    }

    private static JsonObject Budget(BudgetOptions budget)
    {
        var node = new JsonObject
        {
            ["limit"] = budget.Limit,
            ["period"] = budget.Period.ToString(),
            ["timeZone"] = budget.Period.TimeZone?.Id ?? "local",
            ["scope"] = budget.Scope.ToString(),
            ["action"] = budget.Action.ToString().ToLowerInvariant(),
        };
        Nodes.Set(node, "chain", budget.Chain.Count == 0 ? null : Nodes.List(budget.Chain));
        node["alertAt"] = new JsonArray([.. budget.AlertAt.Select(share => (JsonNode?)JsonValue.Create(share))]);
        Nodes.Set(node, "webhook", budget.ShownWebhook);
        node["allowUnknownPrices"] = budget.AllowUnknownPrices;
        node["allowUnrecorded"] = budget.AllowUnrecorded;
        return node;
    }

    private static JsonObject Template(TemplateOptions template)
    {
        var options = new JsonObject();
        Nodes.Set(options, "temperature", template.Temperature);
        Nodes.Set(options, "topP", template.TopP);
        Nodes.Set(options, "maxTokens", template.MaxTokens);
        Nodes.Set(options, "stop", template.Stop.Count == 0 ? null : Nodes.List(template.Stop));
        Nodes.Set(options, "seed", template.Seed);
        Nodes.Set(options, "reasoningEffort", template.ReasoningEffort);
        Nodes.Set(options, "task", template.Task);
        var node = new JsonObject();
        Nodes.Set(node, "prompt", template.Prompt);
        Nodes.Set(node, "system", template.System);
        Nodes.Set(node, "model", template.Model);
        Nodes.Set(node, "schema", template.SchemaText is { } schema ? JsonNode.Parse(schema) : null);
        Nodes.Set(node, "options", options.Count == 0 ? null : options);
        return node;
    }

    private static JsonObject GatewayClient(GatewayClientOptions client)
    {
        var node = new JsonObject { ["token"] = client.Token.ToString() };
        Nodes.Set(node, "tags", client.Tags.Count == 0 ? null : Map(client.Tags, tag => tag.Key, tag => JsonValue.Create(tag.Value)));
        Nodes.Set(node, "models", client.Models.Count == 0 ? null : Nodes.List(client.Models));
        Nodes.Set(node, "maxCostPerDay", client.MaxCostPerDay);
        Nodes.Set(node, "maxCostPerMonth", client.MaxCostPerMonth);
        Nodes.Set(node, "maxCostPerSession", client.MaxCostPerSession);
        Nodes.Set(node, "maxCostPerCall", client.MaxCostPerCall);
        Nodes.Set(node, "requestsPerMinute", client.RequestsPerMinute);
        Nodes.Set(node, "maxConcurrency", client.MaxConcurrency);
        return node;
    }

    private static JsonObject Map<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode?> node) =>
        new(items.Select(item => new KeyValuePair<string, JsonNode?>(name(item), node(item))));
}
