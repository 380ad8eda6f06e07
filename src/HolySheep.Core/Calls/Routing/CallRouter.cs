using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Calls.Overview;
using HolySheep.Calls.Prompts;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Health;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>Finds the route of a request: the plan, and the keys of its targets.</summary>
internal sealed class CallRouter(HolySheepConfiguration configuration, RouteTable table, KeyLookup keys, CallServices services, RouteDecision decision)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoDowngrades = [];
    private readonly TargetDecision _targets = new(services);

    /// <summary>The route that rules and splits choose.</summary>
    /// <exception cref="HolySheepException">No target is left, or no key was found.</exception>
    public async ValueTask<CallRoute> FindAsync(ChatRequest request) => Find(request, await decision.OfAsync(request).ConfigureAwait(false));

    /// <summary>The route to the model that the request names, without rules and splits; its answer is dropped.</summary>
    /// <exception cref="HolySheepException">No target is left, or no key was found.</exception>
    public CallRoute FindForShadow(ChatRequest request) => Find(request, decision.AsAsked(request)) with { IsShadow = true };

    /// <summary>Refuses options that are wrong for every prompt, without using a turn. What a rule or a split may still change is checked by the call.</summary>
    /// <exception cref="HolySheepException">No target is left.</exception>
    public void Check(ChatRequest request)
    {
        if (!decision.IsOpen)
        {
            Targets(request);
        }
    }

    /// <summary>The targets of the model that the request names, in order, without rules and splits; uses no turn and looks for no key.</summary>
    /// <exception cref="HolySheepException">No target is left.</exception>
    public IReadOnlyList<RouteCandidate> Targets(ChatRequest request)
    {
        var plan = RoutePlanner.Plan(Query(request, decision.AsAsked(request)), table);
        return plan.Candidates.Count > 0 ? plan.Candidates : throw RouteFault.Of(plan);
    }

    /// <summary>The route that a request would take now; makes no call, uses no turn and changes nothing.</summary>
    public RouteReport Show(ChatRequest request)
    {
        var choice = decision.Preview(request);
        var query = Query(request, choice);
        var line = table.Line(query);
        var meter = new PromptMeter(request, services.Measurements);
        var found = Keys(request, isCall: false);
        var downgrades = Downgrades(query);
        var plan = WithStandby(_targets.Show(line, query, found, meter), line.Length, query, found, meter, downgrades);
        return new RouteReporter(services, meter, query, choice, request, found).Of(line, plan, downgrades);
    }

    /// <summary>The targets of the first model in line that has one for the request, whatever the size of its prompt; empty if none has. Uses no turn and looks for no key.</summary>
    public IReadOnlyList<RouteCandidate> FirstInLine(ChatRequest request)
    {
        var query = Query(request, decision.Preview(request));
        return table.Line(query).Select((model, place) => model.At(place).Where(target => RouteFilters.Find(target, query, default) is null).ToList()).FirstOrDefault(targets => targets.Count > 0) ?? [];
    }

    /// <summary>When the first of a request's targets may be called again; null if one may be called now.</summary>
    public DateTimeOffset? OpenUntil(ChatRequest request, IReadOnlyList<RouteCandidate> targets)
    {
        var now = services.TimeProvider.GetUtcNow();
        var found = Keys(request, isCall: false);
        DateTimeOffset? first = null;
        foreach (var target in targets)
        {
            if (found.FaultOf(target.Provider) is not null)
            {
                continue;
            }

            var health = services.Health.Look(target, found.PoolOf(target.Provider), now);
            if (health.StateAt(now) != CircuitState.Open)
            {
                return null;
            }

            first = health.OpenUntil < first || first is null ? health.OpenUntil : first;
        }

        return first;
    }

    private CallRoute Find(ChatRequest request, RouteChoice choice)
    {
        var query = Query(request, choice);
        var line = table.Line(query);
        var found = Keys(request, isCall: true);
        var meter = new PromptMeter(request, services.Measurements);
        var plan = _targets.Decide(line, query, found, meter);
        if (plan.Candidates.Count == 0)
        {
            throw NearestModel.Explain(found.Fault ?? RouteFault.Of(plan), request.Model, configuration);
        }

        // A missing key for a budget's chain matters only once the budget is spent, and is reported then.
        IReadOnlyList<string> warnings = [.. choice.Warnings, .. found.Warnings];
        var downgrades = Downgrades(query);
        return new CallRoute(WithStandby(plan, line.Length, query, found, meter, downgrades), found.Found, warnings) { Choice = choice, Downgrades = downgrades };
    }

    private RouteKeys Keys(ChatRequest request, bool isCall) =>
        new(configuration, keys, services, request.ApiKey, request.ApiKey is null ? null : OwnerOfGivenKey(Query(request, decision.AsAsked(request))), isCall);

    /// <summary>For each budget that downgrades, the models that take over.</summary>
    private IReadOnlyDictionary<string, IReadOnlyList<string>> Downgrades(RouteQuery query) => configuration.Budgets.Count == 0 ? NoDowngrades : configuration.Budgets
        .Where(budget => budget.Action == BudgetAction.Downgrade)
        .ToDictionary(budget => budget.Name, budget => (IReadOnlyList<string>)[.. table.Line(Downgraded(query, budget.Chain)).Select(model => model.Name)]);

    /// <summary>The plan, followed by targets that answer only if a budget cannot pay for the others.</summary>
    private RoutePlan WithStandby(
        RoutePlan plan, int places, RouteQuery query, RouteKeys found, PromptMeter meter, IReadOnlyDictionary<string, IReadOnlyList<string>> downgrades)
    {
        if (downgrades.Count == 0)
        {
            return plan;
        }

        var candidates = plan.Candidates.ToList();
        foreach (var models in downgrades.Values)
        {
            var downgraded = Downgraded(query, models);
            candidates.AddRange(_targets.Show(table.Line(downgraded), downgraded, found, meter, places).Candidates
                .Where(candidate => candidates.All(known => known.Target != candidate.Target))
                .Select(candidate => candidate.AsStandby())
                .ToList());
            places += models.Count;
        }

        return plan with { Candidates = candidates };
    }

    private static RouteQuery Downgraded(RouteQuery query, IReadOnlyList<string> models) =>
        query with { Model = models[0], Fallback = models.Skip(1).ToList(), NoFallback = false };

    /// <summary>The provider of the requested model as it is listed: neither a turn nor an exclusion may give the caller's key to another.</summary>
    private string? OwnerOfGivenKey(RouteQuery query) =>
        table.Line(query)[0].At(0).FirstOrDefault(candidate => RouteFilters.Find(candidate, query, default) is null)?.Provider;

    private static RouteQuery Query(ChatRequest request, RouteChoice choice) => new()
    {
        Model = choice.Model,
        Fallback = choice.Fallback,
        NoFallback = choice.NoFallback,
        Providers = request.Providers,
        ExcludedProviders = request.ExcludedProviders,
        Regions = request.Regions,
        Needs = RequestNeeds.Of(request),
        MaxTokens = request.MaxTokens,
        OnlyFormat = request.Original is { Only: not null } original ? ProviderKindName.Find(original.Format) : null,
        OnlyFor = request.Original?.Only,
        Prefix = PromptPrefix.HashOf(request),
    };
}
