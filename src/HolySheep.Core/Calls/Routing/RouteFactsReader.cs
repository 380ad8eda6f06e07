using System;
using HolySheep.Calls.Prompts;
using HolySheep.Configuration.Options;
using HolySheep.Health;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>Reads the current facts of a request's targets: only those that their strategies need.</summary>
internal sealed class RouteFactsReader(CallServices services)
{
    /// <param name="line">The models of the request.</param>
    /// <param name="query">The caller's options.</param>
    /// <param name="keys">Finds the providers' keys.</param>
    /// <param name="meter">Counts the prompt if a window requires it.</param>
    /// <param name="draws">Whether random numbers are used; a dry run uses none.</param>
    /// <param name="facts">Receives the facts of each target, model by model.</param>
    public void Read(RouteModel[] line, RouteQuery query, RouteKeys keys, PromptMeter meter, bool draws, Span<TargetFacts> facts)
    {
        var now = services.TimeProvider.GetUtcNow();
        var next = 0;
        for (var place = 0; place < line.Length; place++)
        {
            foreach (var candidate in line[place].At(place))
            {
                // Keys are looked up, and prompts counted, only for targets that can be asked at all.
                facts[next++] = RouteFilters.Find(candidate, query, default) is null ? Of(candidate, query, keys, meter, draws, now) : default;
            }
        }
    }

    private TargetFacts Of(RouteCandidate candidate, RouteQuery query, RouteKeys keys, PromptMeter meter, bool draws, DateTimeOffset now)
    {
        var fault = keys.FaultOf(candidate.Provider);
        var health = services.Health.Look(candidate, keys.PoolOf(candidate.Provider), now);
        return new TargetFacts
        {
            Standing = health.StateAt(now) switch
            {
                CircuitState.Closed => TargetStanding.Ready,
                CircuitState.HalfOpen when health.ProbeIsFree(now) => TargetStanding.Probe,
                _ => TargetStanding.Waiting,
            },
            HeldBack = draws && health.ShareAt(now) is var share && share < 1 && services.Randomness() >= share,
            InFlight = candidate.Strategy == TargetStrategy.LeastBusy ? services.InFlight.Of(candidate.Target) : 0,
            SecondsPerToken = candidate.Strategy == TargetStrategy.LowestLatency ? services.Measurements.SecondsPerToken(candidate, now) : null,
            PromptTokens = meter.AtLeast(candidate),
            Cost = candidate.Strategy == TargetStrategy.LowestCost ? services.EstimateOf(candidate, query, meter).Cost : null,
            Fault = fault,
        };
    }
}
