using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Routing;

namespace HolySheep.Resilience;

/// <summary>Finds the way of a request: the plan, less what has no key to be called with.</summary>
internal sealed class CallRouter(HolySheepConfiguration configuration, ModelCatalog catalog, KeyLookup keys, CallServices services)
{
    /// <exception cref="HolySheepException">Nothing is left, or no key was found.</exception>
    public CallRoute Find(ChatRequest request)
    {
        var query = Query(request);
        var plan = Plan(query with { Turns = Turns(ModelChain.Of(query, configuration, catalog)) });
        return WithKeys(plan, request.ApiKey, request.ApiKey is null ? null : OwnerOfGivenKey(query));
    }

    /// <summary>Refuses what no prompt could make good, and takes nobody's turn.</summary>
    /// <exception cref="HolySheepException">Nothing is left.</exception>
    public void Check(ChatRequest request) => Targets(request);

    /// <summary>Who may answer, in order; takes nobody's turn and looks for no key.</summary>
    /// <exception cref="HolySheepException">Nothing is left.</exception>
    public IReadOnlyList<RouteCandidate> Targets(ChatRequest request) => Plan(Query(request)).Candidates;

    /// <summary>The provider of the asked model as it is listed: neither a turn nor an exclusion may hand the caller's key to another.</summary>
    private string? OwnerOfGivenKey(RouteQuery query) =>
        RoutePlanner.Plan(query, configuration, catalog).Candidates.FirstOrDefault(candidate => candidate.ChainIndex == 0)?.Provider;

    private RouteQuery Query(ChatRequest request) => new()
    {
        Model = request.Model ?? configuration.Defaults.Model,
        Fallback = request.Fallback,
        NoFallback = request.NoFallback,
        Providers = request.Providers,
        ExcludedProviders = request.ExcludedProviders,
    };

    private RoutePlan Plan(RouteQuery query)
    {
        var plan = RoutePlanner.Plan(query, configuration, catalog);
        return plan.Candidates.Count > 0
            ? plan
            : throw new HolySheepException(
                ErrorCode.NoTargetEligible,
                "Nothing may answer: " + string.Join("; ", plan.Excluded.Select(target => $"{target.Target}: {target.Reason}")) + ".",
                "Name other providers, or give the model a target at one of them.");
    }

    private CallRoute WithKeys(RoutePlan plan, Secret? given, string? owner)
    {
        var asked = plan.Candidates[0].Provider;
        var found = new Dictionary<string, IReadOnlyList<Secret>>();
        var excluded = new Dictionary<string, HolySheepException>();
        foreach (var provider in plan.Candidates.Select(candidate => candidate.Provider).Distinct())
        {
            try
            {
                found[provider] = Usable(provider, provider == owner ? given : null);
            }
            catch (HolySheepException exception) when (exception.Code is ErrorCode.CredentialMissing or ErrorCode.CredentialRefused)
            {
                excluded[provider] = exception;
            }
        }

        if (found.Count == 0)
        {
            throw excluded[asked];
        }

        var candidates = plan.Candidates.Where(candidate => found.ContainsKey(candidate.Provider)).ToList();
        return new CallRoute(plan with { Candidates = candidates }, found, excluded.Values.Select(exception => exception.Message).ToList());
    }

    private IReadOnlyList<Secret> Usable(string provider, Secret? given)
    {
        var options = configuration.Providers[provider];
        if (given is not null)
        {
            services.Mask.Register(given);
        }

        var all = given is not null ? [given] : keys.Find(options).Select(key => key.Secret).ToList();
        var usable = all.Where(key => !services.RefusedKeys.Contains(provider, key)).ToList();
        return all.Count == 0 || usable.Count > 0
            ? usable
            : throw new HolySheepException(
                ErrorCode.CredentialRefused,
                $"{provider} has refused its key before, and the key is still the same.",
                $"Set another key, then try again. Whether it is taken: {CommandHint.Test(provider)}.");
    }

    /// <summary>The model asked for takes its turn now; the others only show whose turn it is.</summary>
    private Dictionary<string, long> Turns(IReadOnlyList<string> chain)
    {
        var turns = new Dictionary<string, long>();
        for (var index = 0; index < chain.Count; index++)
        {
            if (configuration.Models.TryGetValue(chain[index], out var model) && model.Strategy == TargetStrategy.RoundRobin)
            {
                turns[chain[index]] = index == 0 ? services.Turns.Next(chain[index]) : services.Turns.Peek(chain[index]);
            }
        }

        return turns;
    }
}
