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

/// <summary>What calls learn of the sides of their split; a side is a member, the model itself for the old side, or the shadow.</summary>
internal sealed class SplitBook(ISplitStore store, TimeProvider timeProvider)
{
    private const decimal Whole = 100;

    /// <summary>Whether a member's calls have gone back to the old side.</summary>
    public bool IsReturned(SplitOptions split, string member) => Look(split, member).ReturnedAt is not null;

    /// <summary>The statistics of a side under the split as it is set now.</summary>
    public SplitStatistics Look(SplitOptions split, string side) => SplitPolicy.Current(store.Get(split.Model, side), split);

    /// <summary>The split with the statistics of all its sides.</summary>
    public SplitStatus StatusOf(SplitOptions split) => new(
        split,
        new SplitSide(split.Model, Whole - split.To.Sum(member => member.Percent), Look(split, split.Model)),
        [.. split.To.Select(member => new SplitSide(member.Model, member.Percent, Look(split, member.Model)))],
        split.Shadow is { } shadow ? new SplitSide(shadow.Model, shadow.Percent, Look(split, ShadowSide(split))) : null);

    /// <summary>Members whose calls went back without anybody having been told, told now: each once in all processes.</summary>
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

    /// <summary>The result of a call that was answered, with the warning where it made its member's calls go back.</summary>
    public ChatResult Answered(CallState call, ChatResult result)
    {
        var answered = call.Target.Candidate.ChainIndex == 0;
        var news = Record(call, answered ? result.Latency : null, told: true);
        return news is null ? result : result with { Warnings = [.. result.Warnings, news] };
    }

    /// <summary>Learns from a call that nobody answered.</summary>
    public void Failed(CallState call) => Record(call, null, told: false);

    /// <summary>Learns from a call that the shadow was given.</summary>
    public void Shadowed(SplitOptions split, CallState call, TimeSpan? latency)
    {
        if (latency is not null || SaysSomething(call.Attempts))
        {
            Shadowed(split, latency, CallResult.CostOf(call));
        }
    }

    /// <summary>Learns from a call that the shadow was given, or could not be given.</summary>
    public void Shadowed(SplitOptions split, TimeSpan? latency, decimal? cost) =>
        store.Update(split.Model, ShadowSide(split), last => SplitPolicy.After(last, new SplitSample(latency, cost), split, timeProvider.GetUtcNow(), mayReturn: false));

    /// <returns>What to tell, where this call made its member's calls go back and there is somebody to be told.</returns>
    private string? Record(CallState call, TimeSpan? latency, bool told)
    {
        // A side that the caller's own filters or a missing key left out was not given the call.
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

    /// <summary>False if all that came was said of the request: another side would have said it too.</summary>
    private static bool SaysSomething(IReadOnlyList<ChatAttempt> attempts) => attempts.Count == 0 || attempts.Any(attempt => !FailureTable.ConcernsRequestAlone(attempt.Kind));

    /// <summary>The attempts at the side's own targets; null where it has none in the plan, or where only our own limits kept the call from it.</summary>
    private static List<ChatAttempt>? AttemptsAtSide(CallState call)
    {
        var side = call.Progress.Targets.Where(target => target.Candidate.ChainIndex == 0).ToList();
        var attempts = call.Attempts.Where(attempt => side.Any(target => target.Candidate.Target == attempt.Target)).ToList();
        return side.Count == 0 || (attempts.Count == 0 && side.Any(target => call.RefusalOf(target) is not null || target.Crowded)) ? null : attempts;
    }

    private static string News(SplitOptions split, string member, SplitStatistics statistics) =>
        $"The split of {split.Model} no longer gives calls to {member}: {statistics.Reason}. They stay with {split.Model} until the split is set again: {CommandHint.RestartSplit(split.Model)}.";

    private static string ShadowSide(SplitOptions split) => "shadow:" + split.Shadow?.Model;
}
