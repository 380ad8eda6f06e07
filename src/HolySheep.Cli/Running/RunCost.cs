using System;
using System.Globalization;
using System.Linq;
using HolySheep.Chat.Sessions;
using HolySheep.Errors;
using HolySheep.Spend.History;

namespace HolySheep.Cli.Running;

/// <summary>What the calls of a run cost.</summary>
/// <param name="Calls">The number of calls.</param>
/// <param name="Known">The sum of the costs that are known, in USD.</param>
/// <param name="Unknown">The number of calls whose cost is not known.</param>
internal sealed record RunCost(int Calls, decimal Known, int Unknown)
{
    /// <summary>Reads it from the ledger; null if that cannot be read.</summary>
    public static RunCost? Read(HolySheepClient client, CallSession session, DateTimeOffset since)
    {
        try
        {
            var calls = client.ListCalls(new CallQuery { Tag = $"{CallSession.Tag}={session.Id}", From = since }).ToList();
            return new RunCost(calls.Count, calls.Sum(call => call.Cost ?? call.Attempts.Sum(attempt => attempt.Cost ?? 0)), calls.Count(call => call.Cost is null));
        }
        catch (HolySheepException)
        {
            return null;
        }
    }

    /// <summary>The cost in words.</summary>
    /// <param name="limit">The limit; null if there was none.</param>
    public string Describe(decimal? limit) =>
        $"{Calls} {(Calls == 1 ? "call" : "calls")}, {(Unknown > 0 ? "at least " : "")}{Usd(Known)}{(limit is { } most ? $" of {Usd(most)}" : "")}{(Unknown > 0 ? $" (the cost of {Unknown} is not known)" : "")}";

    private static string Usd(decimal amount) => amount.ToString("0.########", CultureInfo.InvariantCulture) + " USD";
}
