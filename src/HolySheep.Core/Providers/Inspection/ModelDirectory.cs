using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Planning;

namespace HolySheep.Providers.Inspection;

/// <summary>Lists models: the configuration and the catalog, merged with the providers' lists.</summary>
internal sealed class ModelDirectory(HolySheepConfiguration configuration, ModelCatalog catalog, RouteTable table, KeyLookup keys, InspectionServices services)
{
    private readonly Dictionary<(string Provider, string Id), ListedModel?> _listed = [];

    public async Task<ModelList> ListAsync(string? provider, bool offline, CancellationToken cancellationToken)
    {
        provider = provider is null ? null : UnknownProvider.NameOf(provider, configuration);

        var models = new Dictionary<(string Provider, string Id), bool?>();
        foreach (var known in Known())
        {
            models[known] = null;
        }

        var warnings = new List<string>();
        if (!offline)
        {
            await AskAsync(provider, models, warnings, cancellationToken).ConfigureAwait(false);
        }

        var list = models.Select(model => Info(model.Key.Provider, model.Key.Id, model.Value))
            .Concat(Named.Select(model => (model.Key, Targets: InUse(model.Value))).Where(model => !models.ContainsKey((model.Targets[0].Provider, model.Key))).Select(model => OfName(model.Key, model.Targets, models)))
            .Where(model => provider is null ? !configuration.Providers[model.Provider].Disabled : model.Provider == provider)
            .OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal);
        return new ModelList(list.ToList(), warnings);
    }

    /// <summary>The models with configured targets.</summary>
    private Dictionary<string, IReadOnlyList<TargetOptions>> Named { get; } =
        configuration.Models.Where(model => model.Value.Targets.Count > 0).ToDictionary(model => model.Key, model => model.Value.Targets);

    /// <summary>A model's targets in use first: a name is listed at the provider of its first one.</summary>
    private IReadOnlyList<TargetOptions> InUse(IReadOnlyList<TargetOptions> targets) => [.. targets.OrderBy(target => configuration.Providers[target.Provider].Disabled)];

    private IEnumerable<(string Provider, string Id)> Known()
    {
        var fallbackProvider = configuration.Defaults.Provider;
        foreach (var entry in catalog.Offered)
        {
            yield return (fallbackProvider, entry.Id);
        }

        foreach (var model in configuration.Models)
        {
            foreach (var target in model.Value.Targets)
            {
                yield return (target.Provider, target.Model);
            }

            if (model.Value.Targets.Count == 0)
            {
                yield return (fallbackProvider, model.Key);
            }
        }

        foreach (var member in configuration.Chains.SelectMany(chain => chain.Value.Concat([chain.Key])))
        {
            var plan = RoutePlanner.Plan(new RouteQuery { Model = member, NoFallback = true }, table);
            foreach (var candidate in plan.Candidates)
            {
                yield return (candidate.Provider, candidate.Model);
            }
        }
    }

    private async Task AskAsync(string? provider, Dictionary<(string Provider, string Id), bool?> models, List<string> warnings, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProviderOptions> asked = provider is null
            ? new ProviderList(configuration, keys).Asked().Select(info => info.Options).ToList()
            : [configuration.Providers[provider]];
        asked = [.. asked.Where(options => options.ListsModels)];
        var listings = await Task.WhenAll(asked.Select(options => ListingAsync(options, cancellationToken))).ConfigureAwait(false);
        foreach (var (options, listing) in asked.Zip(listings, (options, listing) => (options, listing)))
        {
            if (listing.Failure is { } failure)
            {
                warnings.Add(services.Mask.Mask($"{options.Name} could not be asked for its models: {failure.Message}."));
                continue;
            }

            foreach (var known in models.Keys.Where(model => model.Provider == options.Name).ToList())
            {
                models[known] = false;
            }

            // The catalog belongs to the built-in provider: another provider has only the models that it lists, unless the user says otherwise.
            foreach (var foreign in options.Name == BuiltInConfiguration.ProviderName ? [] : models.Keys.Where(model => model.Provider == options.Name && !IsConfigured(model)).ToList())
            {
                models.Remove(foreign);
            }

            foreach (var id in listing.Ids)
            {
                models[(options.Name, id)] = true;
                _listed[(options.Name, id)] = listing.Models.TryGetValue(id, out var listed) ? listed : null;
            }
        }
    }

    private bool IsConfigured((string Provider, string Id) model) =>
        model.Id == configuration.Defaults.Model || configuration.Models.ContainsKey(model.Id) || configuration.Models.Values.Any(options => options.Targets.Any(target => (target.Provider, target.Model) == model))
        || configuration.Chains.Any(chain => chain.Key == model.Id || chain.Value.Contains(model.Id) || chain.Value.Contains($"{model.Provider}/{model.Id}"));

    private async Task<ModelListing> ListingAsync(ProviderOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var found = keys.Find(options);
            return await BoundedListing.AskAsync(services, options.Name, found.Count > 0 ? found[0].Secret : null, configuration.Defaults, cancellationToken).ConfigureAwait(false);
        }
        catch (HolySheepException exception) when (exception.Code == ErrorCode.CredentialMissing)
        {
            return new ModelListing([], new Failure { Signal = FailureSignal.KeyRefused, Message = exception.Message.TrimEnd('.') }, null);
        }
    }

    /// <summary>A name of the user's own, such as <c>fast</c>, is listed at the provider of its first target.</summary>
    private ModelInfo OfName(string name, IReadOnlyList<TargetOptions> targets, Dictionary<(string Provider, string Id), bool?> models)
    {
        var listed = targets.Select(target => models.TryGetValue((target.Provider, target.Model), out var available) ? available : null).ToList();
        return Info(targets[0].Provider, targets[0].Model, listed.Contains(true) ? true : listed.All(available => available == false) ? false : null, name);
    }

    private ModelInfo Info(string provider, string id, bool? available, string? name = null)
    {
        var entry = (catalog.Find(id) ?? (name is null ? null : catalog.Find(name)))?.OfVendor(KnownPresets.VendorOf(configuration.Providers[provider]));
        var price = ModelPrices.Find(configuration, provider, id, name ?? id)?.On(services.TimeProvider.GetUtcNow());
        configuration.Chains.TryGetValue(name ?? id, out var chain);
        _listed.TryGetValue((provider, id), out var listed);
        return new ModelInfo
        {
            Id = name ?? id,
            Provider = provider,
            Available = available,
            ContextWindow = entry?.ContextWindow ?? listed?.ContextWindow,
            MaxOutput = entry?.MaxOutput ?? listed?.MaxOutput,
            Tools = entry?.Tools ?? listed?.Tools,
            Images = entry?.Images ?? listed?.Images,
            Documents = listed?.Documents,
            JsonSchema = entry?.JsonSchema ?? listed?.JsonSchema,
            Efforts = listed?.Efforts ?? [],
            Price = price?.Price,
            PriceSource = price?.Source,
            PriceDate = price?.Date,
            Fallback = chain ?? [],
            Targets = Named.TryGetValue(name ?? id, out var targets) ? [.. targets.Select(target => new ModelTarget(target.ToString(), target.Weight))] : [],
            Strategy = configuration.Models.TryGetValue(name ?? id, out var options) ? TargetStrategyName.Of(options.Strategy) : null,
            Aliases = entry?.Aliases ?? [],
        };
    }
}
