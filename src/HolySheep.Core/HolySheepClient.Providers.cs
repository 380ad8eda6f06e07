using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Errors;
using HolySheep.Providers;
using HolySheep.Providers.Inspection;

namespace HolySheep;

/// <content>The providers and their models.</content>
public sealed partial class HolySheepClient
{
    /// <summary>Lists the models: the catalog and the configuration, merged with the providers' lists.</summary>
    /// <param name="provider">Only this provider; null means all.</param>
    /// <param name="offline">Whether to call no provider.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <exception cref="HolySheepException">The provider is not configured.</exception>
    public Task<ModelList> ListModelsAsync(string? provider = null, bool offline = false, CancellationToken cancellationToken = default) =>
        new ModelDirectory(_configuration, _configuration.Catalog, _table, _keys, _services.ForInspection()).ListAsync(provider, offline, cancellationToken);

    /// <summary>The providers, by name, with the places of their keys.</summary>
    public IReadOnlyList<ConfiguredProvider> ListProviders() => new ProviderList(_configuration, _keys).All();

    /// <summary>The names of the providers that are tested by default, in order; without the built-in one if it is not set up.</summary>
    public IReadOnlyList<string> ProviderNames => new ProviderList(_configuration, _keys).Asked().Select(provider => provider.Options.Name).ToList();

    /// <summary>Tests one provider: its address, its key and, if given, a model.</summary>
    /// <exception cref="HolySheepException">The provider is not configured.</exception>
    public Task<ProviderTestResult> TestProviderAsync(string provider, string? model = null, CancellationToken cancellationToken = default) =>
        new ProviderTest(_configuration, _table, _keys, _services.ForInspection()).RunAsync(provider, model, cancellationToken);
}
