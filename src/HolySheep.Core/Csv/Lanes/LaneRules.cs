using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Calls.Batches;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv.Lanes;

/// <summary>Refuses options about lanes that do not fit together, and chooses the target of batches.</summary>
internal static class LaneRules
{
    /// <summary>The time between two polls, unless the caller says otherwise.</summary>
    public static readonly TimeSpan UsualPoll = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPoll = TimeSpan.FromDays(1);

    /// <summary>Whether rows may go into batches.</summary>
    public static bool HasBatches(CsvLane lane) => lane is CsvLane.Batch or CsvLane.Auto;

    /// <exception cref="HolySheepException">The options do not fit together.</exception>
    public static void Check(CsvJobOptions options)
    {
        var hasBatches = HasBatches(options.Lane);
        var name = options switch
        {
            { BatchPoll: not null } when !hasBatches => "BatchPollSec",
            { Detach: true } when options.Lane != CsvLane.Batch => "Detach",
            { Resubmit: true } when !hasBatches => "Resubmit",
            { LiveRest: true } when !hasBatches => "LiveRest",
            _ => null,
        };
        if (name is not null)
        {
            throw Fault($"{(name == "BatchPollSec" ? CommandHint.BatchPoll : CommandHint.Option(name))} is for jobs in the lane batch, and the lane is {LaneNames.Of(options.Lane)}.", $"Add {CommandHint.Option("Lane")} batch, or leave it out.");
        }

        if (options.BatchPoll is { } poll && (poll <= TimeSpan.Zero || poll > LongestPoll))
        {
            throw Fault(FormattableString.Invariant($"The time between two polls cannot be {poll.TotalSeconds:0.###} s."), "Give more than 0 and at most 86400 seconds.");
        }

        if (hasBatches && options.Shared)
        {
            throw Fault("A shared job sends its rows by live calls of many machines, and a batch is of one machine.", $"Leave out {CommandHint.Option("Shared")} or {CommandHint.Option("Lane")}.");
        }
    }

    /// <summary>The desk of the first target of the requested model that has a batch API; null if the lane needs none.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="targets">The targets that can answer, in order.</param>
    /// <param name="find">Gives the desk of a target; null if its provider has no batch API.</param>
    /// <exception cref="HolySheepException">No target of the model has one, and the lane is batch.</exception>
    public static IBatchDesk? FindDesk(CsvLane lane, IReadOnlyList<RouteCandidate> targets, Func<RouteCandidate, IBatchDesk?> find)
    {
        if (!HasBatches(lane))
        {
            return null;
        }

        var found = targets.Where(target => target.ChainIndex == 0).Select(find).FirstOrDefault(desk => desk is not null);
        if (found is not null || lane == CsvLane.Auto)
        {
            return found;
        }

        var others = targets.Where(target => target.ChainIndex > 0 && find(target) is not null).Select(target => target.Target).ToList();
        throw Fault(
            $"{targets[0].Target} cannot answer batches: its provider has no batch API that is known here.",
            others.Count > 0
                ? $"In the chain, {string.Join(", ", others)} {(others.Count == 1 ? "has" : "have")} one: name it with {CommandHint.Option("Model")}."
                : $"Providers of the kinds openai, azure, anthropic and gemini, and mistral, have one: name a model of such a provider with {CommandHint.Option("Model")}, or use {CommandHint.Option("Lane")} live.");
    }

    /// <summary>Refuses a job whose rows would be paid twice, because they are in batches and the lane collects none.</summary>
    /// <param name="setup">The job.</param>
    /// <param name="book">Its batches.</param>
    /// <exception cref="HolySheepException">A batch is not collected.</exception>
    public static void CheckLeft(JobSetup setup, JobBatches book)
    {
        var left = book.Left.Where(batch => batch.IsOpen).ToList();
        if (left.Count > 0 && setup.Desk is null)
        {
            throw Fault(
                $"{left.Sum(batch => batch.Count)} rows of {setup.Paths.Out} are in {LaneNames.Batches(left.Count)} at {left[0].Target} that {(left.Count == 1 ? "is" : "are")} not collected, and would be paid twice in the lane {LaneNames.Of(setup.Options.Lane)}.",
                $"Collect them with {CommandHint.Option("Lane")} batch, or forget them with {CommandHint.Option("Restart")}.");
        }
    }

    private static HolySheepException Fault(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);
}
