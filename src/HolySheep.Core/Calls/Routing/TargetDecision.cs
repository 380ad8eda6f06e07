using System;
using HolySheep.Calls.Prompts;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>Decides which targets a request asks, and in which order: reads the facts, takes turns and random numbers, and asks the planner.</summary>
internal sealed class TargetDecision(CallServices services)
{
    // Of this thread, and null while it is in use. Not the shared pool: its code for our own facts would be compiled by the first call of a process.
    [ThreadStatic]
    private static TargetFacts[]? _kept;

    private const int FewTargets = 16;
    private const int FewModels = 16;

    /// <summary>The maximum tokens that an answer is expected to have.</summary>
    public static long AnswerTokens(int? maxTokens) => Math.Min(maxTokens ?? TokenEstimate.UsualAnswer, TokenEstimate.UsualAnswer);

    /// <summary>The plan of a call; takes a turn.</summary>
    public RoutePlan Decide(RouteModel[] line, RouteQuery query, RouteKeys keys, PromptMeter meter) => Plan(line, query, keys, meter, 0, isCall: true);

    /// <summary>The plan that a call would have now, without a turn and without random numbers.</summary>
    /// <param name="line">The models of the request.</param>
    /// <param name="query">The caller's options.</param>
    /// <param name="keys">Finds the providers' keys.</param>
    /// <param name="meter">Counts the prompt if a window requires it.</param>
    /// <param name="firstPlace">The place of the first of these models in the whole chain.</param>
    public RoutePlan Show(RouteModel[] line, RouteQuery query, RouteKeys keys, PromptMeter meter, int firstPlace = 0) =>
        Plan(line, query, keys, meter, firstPlace, isCall: false);

    private RoutePlan Plan(RouteModel[] line, RouteQuery query, RouteKeys keys, PromptMeter meter, int firstPlace, bool isCall)
    {
        var (total, byLatency) = (0, false);
        foreach (var model in line)
        {
            total += model.Count;
            byLatency |= model.Strategy == TargetStrategy.LowestLatency;
        }

        var facts = _kept is { } kept && kept.Length >= total ? kept : new TargetFacts[Math.Max(total, FewTargets)];
        _kept = null;
        var turns = line.Length <= FewModels ? stackalloc long[line.Length] : new long[line.Length];
        try
        {
            new RouteFactsReader(services).Read(line, query, keys, meter, isCall, facts.AsSpan(0, total));
            for (var place = 0; place < line.Length; place++)
            {
                // The requested model takes its turn now; the others only show the next turn.
                turns[place] = !line[place].TakesTurns ? 0 : place == 0 && isCall ? services.Turns.Next(line[place].Name) : services.Turns.Peek(line[place].Name);
            }

            var draws = isCall && byLatency;
            return RoutePlanner.Plan(line, query, new RouteFacts
            {
                Targets = facts.AsSpan(0, total),
                Turns = turns,
                FirstDraw = draws ? services.Randomness() : 0,
                SecondDraw = draws ? services.Randomness() : 0,
            }, firstPlace);
        }
        finally
        {
            // References must not outlive the call.
            Array.Clear(facts, 0, total);
            _kept = facts;
        }
    }
}
