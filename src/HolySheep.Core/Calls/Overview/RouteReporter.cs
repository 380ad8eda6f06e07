using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Recording;
using HolySheep.Calls.Routing;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Health;
using HolySheep.Planning;
using HolySheep.Spend.Budgets;
using HolySheep.State;

namespace HolySheep.Calls.Overview;

/// <summary>Reports a plan for people: every target with its place, or with the reason why it has none.</summary>
internal sealed class RouteReporter(CallServices services, PromptMeter meter, RouteQuery query, RouteChoice choice, ChatRequest request, RouteKeys keys)
{
    private readonly DateTimeOffset _now = services.TimeProvider.GetUtcNow();

    /// <param name="line">The models of the request.</param>
    /// <param name="plan">The plan, with the targets that may take over.</param>
    /// <param name="downgrades">For each budget that downgrades, the models that take over.</param>
    public RouteReport Of(RouteModel[] line, RoutePlan plan, IReadOnlyDictionary<string, IReadOnlyList<string>> downgrades)
    {
        var own = plan.Candidates.Where(candidate => !candidate.Standby).ToList();
        var refused = Refused(own, isDowngraded: false);
        var standIns = plan.Candidates.Where(candidate => candidate.Standby && refused.Any(look => TakesOver(candidate, look.Refusal, downgrades))).ToList();
        refused.AddRange(Refused(standIns, isDowngraded: true));
        var affordable = own.Concat(standIns).Except(refused.Select(look => look.Candidate)).ToList();
        var waiting = affordable.Where(IsWaiting).ToList();
        var asked = affordable.Except(waiting).ToList();
        if (asked.Count == 0)
        {
            // No target may be called: the call itself probes the first that is due.
            asked = [.. waiting.OrderBy(candidate => Look(candidate).OpenUntil)];
            waiting.Clear();
        }

        var order = 0;
        return new RouteReport
        {
            Model = query.Model,
            Chain = [.. line.Select(model => model.Name)],
            Strategy = line[0].Strategy,
            Reasons = [.. choice.Reasons, .. PrefixReason(line, own), .. affordable.SelectMany(KeyReasons), .. asked.Select(candidate => RetirementNotices.Text(candidate, _now)).OfType<string>().Distinct()],
            Candidates =
            [
                .. asked.Select(candidate => Entry(candidate) with { Order = ++order, Reason = OpenReason(Look(candidate), _now) }),
                .. waiting.Select(candidate => Entry(candidate) with { Reason = OpenReason(Look(candidate), _now) }),
                .. refused.Select(look => Entry(look.Candidate) with { Reason = look.Refusal.Message }),
                .. plan.Excluded.Select(exclusion => Entry(exclusion.Candidate) with { Reason = exclusion.Reason }),
            ],
        };
    }

    /// <summary>Until when a target or a key is not used, and why; null if it may be used.</summary>
    public static string? OpenReason(TargetHealth health, DateTimeOffset now) => health.StateAt(now) switch
    {
        CircuitState.Open => FormattableString.Invariant($"open until {health.OpenUntil:yyyy-MM-dd HH:mm:ss} UTC ({health.Reason})"),
        CircuitState.HalfOpen when !health.ProbeIsFree(now) => "half-open, and another call is probing it",
        _ => null,
    };

    /// <summary>Why calls with this prompt do not take turns.</summary>
    private IEnumerable<string> PrefixReason(RouteModel[] line, List<RouteCandidate> own) =>
        query.Prefix is not null && line[0].Order.YieldsToPrefix && own.Count > 1 && own[1].ChainIndex == 0
            ? [$"Calls that begin like this one stay on {own[0].Target}, whose prompt cache has their beginning, while it is healthy."]
            : [];

    /// <summary>Which of several keys calls do not use, and why.</summary>
    private IEnumerable<string> KeyReasons(RouteCandidate candidate)
    {
        var ring = keys.Found[candidate.Provider];
        if (ring.Pool.Count == 0)
        {
            return [];
        }

        var left = ring.Keys
            .Select(key => (key.Place, Reason: OpenReason(services.Health.Keys.Look(candidate, key.Secret, _now), _now)))
            .Where(key => key.Reason is not null)
            .Select(key => $"{key.Place} is {key.Reason}")
            .Concat(ring.Refused.Select(place => $"{place} was refused"))
            .ToList();
        return left.Count == 0 ? [] : [$"The keys of {candidate.Target}: {string.Join("; ", left)}."];
    }

    private TargetHealth Look(RouteCandidate candidate) => services.Health.Look(candidate, keys.PoolOf(candidate.Provider), _now);

    private bool IsWaiting(RouteCandidate candidate) => OpenReason(Look(candidate), _now) is not null;

    private List<(RouteCandidate Candidate, BudgetRefusal Refusal)> Refused(IEnumerable<RouteCandidate> candidates, bool isDowngraded) =>
        [.. candidates.Select(candidate => (Candidate: candidate, Refusal: RefusalOf(candidate, isDowngraded)!)).Where(look => look.Refusal is not null)];

    private BudgetRefusal? RefusalOf(RouteCandidate candidate, bool isDowngraded) =>
        StoreWait.For(services.Ledger.LookAsync(services.EntryOf(request, candidate, query.Model, meter.Estimate(candidate), _now) with { Downgraded = isDowngraded }));

    private static bool TakesOver(RouteCandidate candidate, BudgetRefusal refusal, IReadOnlyDictionary<string, IReadOnlyList<string>> downgrades) =>
        refusal.Action == BudgetAction.Downgrade && downgrades.TryGetValue(refusal.Budget, out var models) && models.Contains(candidate.ChainModel);

    private RouteReportEntry Entry(RouteCandidate candidate)
    {
        var (tokens, cost) = services.EstimateOf(candidate, query, meter);
        return new RouteReportEntry
        {
            Target = candidate.Target,
            Model = candidate.ChainModel,
            Provider = candidate.Provider,
            Strategy = candidate.Strategy,
            State = StateOf(Look(candidate)),
            EstimatedPromptTokens = tokens,
            EstimatedCost = cost,
            ContextWindow = candidate.ContextWindow,
        };
    }

    private RouteTargetState StateOf(TargetHealth health) => health.StateAt(_now) switch
    {
        CircuitState.Open => RouteTargetState.Open,
        CircuitState.HalfOpen => RouteTargetState.HalfOpen,
        _ => health.ShareAt(_now) < 1 ? RouteTargetState.Returning : RouteTargetState.Closed,
    };
}
