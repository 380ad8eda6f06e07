using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Resilience.Health;
using HolySheep.Routing;

namespace HolySheep.Resilience;

/// <summary>Finds the way of a request: the plan, less what has no key to be called with.</summary>
internal sealed class CallRouter(HolySheepConfiguration configuration, ModelCatalog catalog, KeyLookup keys, CallServices services, RouteDecision decision)
{
    /// <summary>The way that rules and splits choose.</summary>
    /// <exception cref="HolySheepException">Nothing is left, or no key was found.</exception>
    public CallRoute Find(ChatRequest request) => Find(request, decision.Of(request));

    /// <summary>The way to the model that the request names, whatever rules and splits say; its answer is dropped.</summary>
    /// <exception cref="HolySheepException">Nothing is left, or no key was found.</exception>
    public CallRoute FindForShadow(ChatRequest request) => Find(request, decision.AsAsked(request)) with { IsShadow = true };

    /// <summary>Refuses what no prompt could make good, and takes nobody's turn. What a rule or a split may still change is left for the call.</summary>
    /// <exception cref="HolySheepException">Nothing is left.</exception>
    public void Check(ChatRequest request)
    {
        if (!decision.IsOpen)
        {
            Plan(Query(request, decision.AsAsked(request)));
        }
    }

    private CallRoute Find(ChatRequest request, RouteChoice choice)
    {
        var query = Query(request, choice);
        var plan = Plan(query with { Turns = Turns(ModelChain.Of(query, configuration, catalog)) });
        var downgrades = Downgrades(query);
        var route = WithKeys(WithStandby(plan, query, downgrades), request.ApiKey, request.ApiKey is null ? null : OwnerOfGivenKey(Query(request, decision.AsAsked(request))));
        return route with { Choice = choice, Downgrades = downgrades, Warnings = [.. choice.Warnings, .. route.Warnings] };
    }

    /// <summary>Per budget that downgrades, the models that take over.</summary>
    private Dictionary<string, IReadOnlyList<string>> Downgrades(RouteQuery query) => configuration.Budgets
        .Where(budget => budget.Action == BudgetAction.Downgrade)
        .ToDictionary(budget => budget.Name, budget => ModelChain.Of(Downgraded(query, budget.Chain), configuration, catalog));

    /// <summary>The plan, and after it what answers only in place of what a budget has no money for.</summary>
    private RoutePlan WithStandby(RoutePlan plan, RouteQuery query, Dictionary<string, IReadOnlyList<string>> downgrades)
    {
        var candidates = plan.Candidates.ToList();
        foreach (var models in downgrades.Values)
        {
            var after = candidates.Count == 0 ? 0 : candidates.Max(candidate => candidate.ChainIndex) + 1;
            candidates.AddRange(RoutePlanner.Plan(Downgraded(query, models), configuration, catalog).Candidates
                .Where(candidate => candidates.All(known => known.Target != candidate.Target))
                .Select(candidate => candidate with { ChainIndex = after + candidate.ChainIndex, Standby = true }));
        }

        return downgrades.Count == 0 ? plan : plan with { Candidates = candidates };
    }

    private static RouteQuery Downgraded(RouteQuery query, IReadOnlyList<string> models) =>
        query with { Model = models[0], Fallback = models.Skip(1).ToList(), NoFallback = false };

    /// <summary>The provider of the asked model as it is listed: neither a turn nor an exclusion may hand the caller's key to another.</summary>
    private string? OwnerOfGivenKey(RouteQuery query) =>
        RoutePlanner.Plan(query, configuration, catalog).Candidates.FirstOrDefault(candidate => candidate.ChainIndex == 0)?.Provider;

    private static RouteQuery Query(ChatRequest request, RouteChoice choice) => new()
    {
        Model = choice.Model,
        Fallback = choice.Fallback,
        NoFallback = choice.NoFallback,
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
        var usable = InOrder(provider, all.Where(key => !services.RefusedKeys.Contains(provider, key)).ToList());
        return all.Count == 0 || usable.Count > 0
            ? usable
            : throw new HolySheepException(
                ErrorCode.CredentialRefused,
                $"{provider} has refused its key before, and the key is still the same.",
                $"Set another key, then try again. Whether it is taken: {CommandHint.Test(provider)}.");
    }

    /// <summary>Of several keys, one without money goes last once its time is over; before that it is used only where there is no other.</summary>
    private List<Secret> InOrder(string provider, List<Secret> keys)
    {
        if (keys.Count < 2)
        {
            return keys;
        }

        var now = services.TimeProvider.GetUtcNow();
        var states = keys.ToLookup(key => services.Health.StateOfKey(provider, key, now));
        var usable = states[CircuitState.Closed].Concat(states[CircuitState.HalfOpen]).ToList();
        return usable.Count > 0 ? usable : keys;
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
