using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Planning;
using HolySheep.Planning.Splits;
using HolySheep.State;

namespace HolySheep.Calls.Splits;

/// <summary>Updates the statistics of splits' sides; a side is a member, the model itself for the old side, or the shadow.</summary>
internal sealed class SplitBook(ISplitStore store, TimeProvider timeProvider)
{
    private const decimal Whole = 100;

    /// <summary>Whether a member's calls were returned to the old side.</summary>
    public bool IsReturned(SplitOptions split, string member) => Look(split, member).ReturnedAt is not null;

    /// <summary>The statistics of a side for the current setting of the split.</summary>
    public SplitStatistics Look(SplitOptions split, string side) => SplitPolicy.Current(store.Get(split.Model, side), split);

    /// <summary>The split with the statistics of all its sides.</summary>
    public SplitStatus StatusOf(SplitOptions split) => new(
        split,
        new SplitSide(split.Model, Whole - split.To.Sum(member => member.Percent), Look(split, split.Model)),
        [.. split.To.Select(member => new SplitSide(member.Model, member.Percent, Look(split, member.Model)))],
        split.Shadow is { } shadow ? new SplitSide(shadow.Model, shadow.Percent, Look(split, ShadowSide(split))) : null);

    /// <summary>Reports about returned members that were not given yet: each once among all processes.</summary>
    public async ValueTask<IReadOnlyList<string>> TellReturnsAsync(SplitOptions split)
    {
        List<string>? told = null;
        foreach (var member in split.To)
        {
            if (Look(split, member.Model) is { ReturnedAt: not null, Told: false })
            {
                var outcome = await store.ChangeAsync(split.Model, member.Model, new SplitChange(split, timeProvider.GetUtcNow()) { CanTell = true }).ConfigureAwait(false);
                if (outcome.TellsReturn)
                {
                    (told ??= []).Add(News(split, member.Model, outcome.Statistics));
                }
            }
        }

        return told ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The result of an answered call, with a warning if it returned its member's calls.</summary>
    public async ValueTask<ChatResult> AnsweredAsync(CallState call, ChatResult result)
    {
        var answered = call.Target.Candidate.ChainIndex == 0;
        var news = await RecordAsync(call, answered ? result.Latency : null, told: true).ConfigureAwait(false);
        return news is null ? result : result with { Warnings = [.. result.Warnings, news] };
    }

    /// <summary>Records a call without an answer.</summary>
    public async ValueTask FailedAsync(CallState call) => await RecordAsync(call, null, told: false).ConfigureAwait(false);

    /// <summary>Records a call of the shadow.</summary>
    public ValueTask ShadowedAsync(SplitOptions split, CallState call, TimeSpan? latency) =>
        latency is not null || SaysSomething(call.Attempts) ? ShadowedAsync(split, latency, CallResult.CostOf(call)) : default;

    /// <summary>Records a call of the shadow, or one that could not be made.</summary>
    public async ValueTask ShadowedAsync(SplitOptions split, TimeSpan? latency, decimal? cost) =>
        await store.ChangeAsync(split.Model, ShadowSide(split), new SplitChange(split, timeProvider.GetUtcNow()) { Sample = new SplitSample(latency, cost) }).ConfigureAwait(false);

    /// <returns>The report if this call returned its member's calls and a caller can receive it.</returns>
    private ValueTask<string?> RecordAsync(CallState call, TimeSpan? latency, bool told)
    {
        // A side that the caller's own filters or a missing key left out did not get the call.
        return call.Route.Choice is { Split: { } split } choice && AttemptsAtSide(call) is { } attempts && (latency is not null || SaysSomething(attempts))
            ? RecordAsync(split, choice, attempts, latency, told)
            : default;
    }

    private async ValueTask<string?> RecordAsync(SplitOptions split, RouteChoice choice, IReadOnlyList<ChatAttempt> attempts, TimeSpan? latency, bool told)
    {
        var change = new SplitChange(split, timeProvider.GetUtcNow())
        {
            Sample = new SplitSample(latency, CallResult.CostOf(attempts)),
            MayReturn = choice.Member is not null,
            CanTell = told,
        };
        var outcome = await store.ChangeAsync(split.Model, choice.Member ?? split.Model, change).ConfigureAwait(false);
        return outcome.TellsReturn ? News(split, choice.Member!, outcome.Statistics) : null;
    }

    /// <summary>False if every failure was a verdict on the request, which another side would have given too.</summary>
    private static bool SaysSomething(IReadOnlyList<ChatAttempt> attempts) => attempts.Count == 0 || attempts.Any(attempt => !FailureTable.ConcernsRequestAlone(attempt.Kind));

    /// <summary>The attempts at the side's own targets; null if it has none in the plan, or if only our own limits kept the call from it.</summary>
    private static List<ChatAttempt>? AttemptsAtSide(CallState call)
    {
        var side = call.Progress.Targets.Where(target => target.Candidate.ChainIndex == 0).ToList();
        var attempts = call.Attempts.Where(attempt => side.Any(target => target.Candidate.Target == attempt.Target)).ToList();
        return side.Count == 0 || (attempts.Count == 0 && side.Any(target => call.RefusalOf(target) is not null || target.Crowded)) ? null : attempts;
    }

    private static string News(SplitOptions split, string member, SplitStatistics statistics) =>
        $"The split of {split.Model} no longer gives calls to {member}: {statistics.Reason}. {split.Model} answers them until the split is set again: {CommandHint.RestartSplit(split.Model)}.";

    private static string ShadowSide(SplitOptions split) => "shadow:" + split.Shadow?.Model;
}
