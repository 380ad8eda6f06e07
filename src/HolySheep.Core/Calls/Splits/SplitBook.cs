using System;
using System.Collections.Generic;
using System.Linq;
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
    public IReadOnlyList<string> TellReturns(SplitOptions split)
    {
        List<string>? told = null;
        foreach (var member in split.To)
        {
            if (Look(split, member.Model) is { ReturnedAt: not null, Told: false })
            {
                string? news = null;
                store.Update(split.Model, member.Model, last =>
                {
                    var current = SplitPolicy.Current(last, split);
                    news = current is { ReturnedAt: not null, Told: false } ? News(split, member.Model, current) : null;
                    return news is null ? current : current with { Told = true };
                });
                if (news is not null)
                {
                    (told ??= []).Add(news);
                }
            }
        }

        return told ?? [];
    }

    /// <summary>The result of an answered call, with a warning if it returned its member's calls.</summary>
    public ChatResult Answered(CallState call, ChatResult result)
    {
        var answered = call.Target.Candidate.ChainIndex == 0;
        var news = Record(call, answered ? result.Latency : null, told: true);
        return news is null ? result : result with { Warnings = [.. result.Warnings, news] };
    }

    /// <summary>Records a call without an answer.</summary>
    public void Failed(CallState call) => Record(call, null, told: false);

    /// <summary>Records a call of the shadow.</summary>
    public void Shadowed(SplitOptions split, CallState call, TimeSpan? latency)
    {
        if (latency is not null || SaysSomething(call.Attempts))
        {
            Shadowed(split, latency, CallResult.CostOf(call));
        }
    }

    /// <summary>Records a call of the shadow, or one that could not be made.</summary>
    public void Shadowed(SplitOptions split, TimeSpan? latency, decimal? cost) =>
        store.Update(split.Model, ShadowSide(split), last => SplitPolicy.After(last, new SplitSample(latency, cost), split, timeProvider.GetUtcNow(), mayReturn: false));

    /// <returns>The report if this call returned its member's calls and a caller can receive it.</returns>
    private string? Record(CallState call, TimeSpan? latency, bool told)
    {
        // A side that the caller's own filters or a missing key left out did not get the call.
        return call.Route.Choice is { Split: { } split } choice && AttemptsAtSide(call) is { } attempts && (latency is not null || SaysSomething(attempts))
            ? Record(split, choice, attempts, latency, told)
            : null;
    }

    private string? Record(SplitOptions split, RouteChoice choice, IReadOnlyList<ChatAttempt> attempts, TimeSpan? latency, bool told)
    {
        string? news = null;
        var sample = new SplitSample(latency, CallResult.CostOf(attempts));
        store.Update(split.Model, choice.Member ?? split.Model, last =>
        {
            var next = SplitPolicy.After(last, sample, split, timeProvider.GetUtcNow(), mayReturn: choice.Member is not null);
            var tells = told && next is { ReturnedAt: not null, Told: false };
            news = tells ? News(split, choice.Member!, next) : null;
            return tells ? next with { Told = true } : next;
        });
        return news;
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
