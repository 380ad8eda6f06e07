using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Configuration.Prices;

namespace HolySheep.Planning;

/// <summary>A configuration prepared for decisions: its models, their targets and chains.</summary>
internal sealed class RouteTable
{
    private readonly HolySheepConfiguration _configuration;
    private readonly ListedModels? _listed;
    private readonly Dictionary<string, RouteModel> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RouteModel[]> _lines = new(StringComparer.Ordinal);

    /// <param name="configuration">The configuration.</param>
    /// <param name="listed">What providers' lists say of models that the catalog does not know; null if none was asked for.</param>
    public RouteTable(HolySheepConfiguration configuration, ListedModels? listed = null)
    {
        (_configuration, _listed) = (configuration, listed);
        var chained = new List<string>();
        foreach (var chain in configuration.Chains)
        {
            chained.AddRange(chain.Value);
            chained.Add(chain.Key);
        }

        // Models that are only in the catalog are created on demand, because a user's catalog may list more than a thousand.
        foreach (var name in configuration.Models.Keys.Concat(chained).Append(configuration.Defaults.Model))
        {
            var model = configuration.Names.Resolve(name);
            if (!_models.ContainsKey(model))
            {
                _models.Add(model, Make(model, Targets(model, 0, [])));
            }
        }

        foreach (var model in _models.Keys)
        {
            _lines.Add(model, Line(ModelChain.Of(new RouteQuery { Model = model }, configuration), []));
        }
    }

    /// <summary>The models of a request, the requested model first; a model that is not configured is created on demand.</summary>
    public RouteModel[] Line(RouteQuery query) =>
        query is { Fallback: null, NoFallback: false, Providers.Count: 0 } && _lines.TryGetValue(query.Model, out var line)
            ? line
            : Line(ModelChain.Of(query, _configuration), query.Providers);

    private RouteModel[] Line(IReadOnlyList<string> names, IReadOnlyList<string> providers) =>
        [.. names.Select((name, place) => Own(name, place, providers) is null && providers.Count > 0 || !_models.TryGetValue(name, out var model) ? Make(name, Targets(name, place, providers)) : model)];

    private IReadOnlyList<TargetOptions> Targets(string model, int place, IReadOnlyList<string> providers) =>
        Own(model, place, providers)
        // A model without targets is at the caller's provider, or at the default provider.
        ?? (providers.Count > 0 ? [.. providers.Distinct().Select(provider => new TargetOptions(provider, model))] : [new TargetOptions(_configuration.Defaults.Provider, model)]);

    // With a provider named by the caller, the name is that provider's model id, even if it contains a slash.
    private IReadOnlyList<TargetOptions>? Own(string model, int place, IReadOnlyList<string> providers) =>
        _configuration.Models.TryGetValue(model, out var options) && options.Targets.Count > 0 ? [.. options.Targets.GroupBy(target => (target.Provider, target.Model)).Select(same => same.First())]
        : Direct(model) is { } direct && (place > 0 || providers.Count == 0 || providers.Contains(direct.Provider)) ? [direct]
        : null;

    private TargetOptions? Direct(string model) => _configuration.Names.Address(model) is { } address ? new TargetOptions(address.Provider, address.Model) : null;

    private RouteModel Make(string name, IReadOnlyList<TargetOptions> targets)
    {
        _configuration.Models.TryGetValue(name, out var options);
        var strategy = options?.Strategy ?? TargetStrategy.Priority;
        return new RouteModel(name, strategy, targets.Count, place => [.. targets.Select(target => Candidate(target, place, name, strategy))]);
    }

    private RouteCandidate Candidate(TargetOptions target, int place, string model, TargetStrategy strategy)
    {
        var provider = _configuration.Providers[target.Provider];
        var vendor = KnownPresets.VendorOf(provider);
        var entry = (_configuration.Catalog.Find(target.Model) ?? _configuration.Catalog.Find(model))?.OfVendor(vendor);
        var responses = provider.UsesResponses(entry?.ResponsesOnly == true);
        var price = ModelPrices.Find(_configuration, target.Provider, target.Model, model)?.Price;
        return new RouteCandidate
        {
            Provider = target.Provider,
            Model = target.Model,
            ChainIndex = place,
            ChainModel = model,
            QuotaGroup = provider.QuotaGroup ?? target.ToString(),
            Strategy = strategy,
            Weight = target.Weight,
            IsDisabled = provider.Disabled,
            Region = provider.Region,
            FindListed = entry is null && _listed is { } listed ? () => listed.Find(target.Provider, target.Model) : null,
            ContextWindow = entry?.ContextWindow,
            MaxOutput = entry?.MaxOutput,
            Lacks = (entry?.Tools == false ? RouteNeeds.Tools : 0) | (entry?.Images == false ? RouteNeeds.Images : 0) | (entry?.JsonSchema == false ? RouteNeeds.JsonSchema : 0)
                | (responses ? RouteNeeds.StopTexts : 0),
            Tokenizer = entry?.Tokenizer,
            ReasonsFirst = entry?.ReasonsFirst ?? false,
            NeverReasons = entry is { ReasonsFirst: false, ContextWindow: not null },
            Responses = responses,
            Format = responses ? ProviderKind.OpenAIResponses : provider.Kind == ProviderKind.Azure ? ProviderKind.OpenAI : provider.Kind,
            OtherApi = !provider.HasTwoApis ? null : responses ? ProviderApi.Chat : ProviderApi.Responses,
            MaxCompletionTokens = entry?.MaxCompletionTokens ?? false,
            TakesCacheKey = provider.TakesCacheKey,
            Price = price,
            Retires = entry?.Retires is { } retires && vendor == retires.Vendor ? retires : null,

            // A deployment has any name; its answers name the model.
            PriceOfReported = price is null && provider.Kind == ProviderKind.Azure ? reported => ModelPrices.Find(_configuration, target.Provider, reported, reported)?.Price : null,
            IsFree = provider.Kind == ProviderKind.Sandbox,
        };
    }
}
