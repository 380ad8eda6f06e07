using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Resilience;
using HolySheep.Routing;

namespace HolySheep.Providers;

/// <summary>Lists models: what is configured and in the catalogue, joined with what the providers list.</summary>
internal sealed class ModelDirectory(HolySheepConfiguration configuration, ModelCatalog catalog, RouteTable table, KeyLookup keys, CallServices services)
{
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

        var list = models.Where(model => provider is null || model.Key.Provider == provider)
            .Select(model => Info(model.Key.Provider, model.Key.Id, model.Value))
            .OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal);
        return new ModelList(list.ToList(), warnings);
    }

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

            foreach (var id in listing.Ids)
            {
                models[(options.Name, id)] = true;
            }
        }
    }

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

    private ModelInfo Info(string provider, string id, bool? available)
    {
        var entry = catalog.Find(id);
        var price = ModelPrices.Find(configuration, provider, id, id);
        configuration.Chains.TryGetValue(id, out var chain);
        return new ModelInfo
        {
            Id = id,
            Provider = provider,
            Available = available,
            ContextWindow = entry?.ContextWindow,
            MaxOutput = entry?.MaxOutput,
            Price = price?.Price,
            PriceSource = price?.Source,
            PriceDate = price?.Date,
            Fallback = chain ?? [],
            Aliases = entry?.Aliases ?? [],
        };
    }
}
