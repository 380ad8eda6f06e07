using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Caching;
using HolySheep.Chat;
using HolySheep.Providers;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls.Caching;

/// <summary>Looks for kept answers before a provider is asked, and books what they save.</summary>
internal sealed class CallCache(CallServices services)
{
    /// <summary>What a call has of the cache; null if it does not use it.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped the call while another request of the same key was asked.</exception>
    public ValueTask<CachedTurn?> EnterAsync(CallState call, CancellationToken cancellationToken) =>
        services.Answers is { } answers && answers.MaxAge(call.Request.CacheMaxAge, call.Route.Plan.Candidates[0].ChainModel) is var age && age > TimeSpan.Zero && CacheRules.Applies(call)
            ? EnterAsync(answers, age, call, cancellationToken)
            : default;

    /// <summary>The result of a kept answer.</summary>
    public async ValueTask<ChatResult> ReuseAsync(CallState call, KeptAnswer kept, string asked)
    {
        call.IsReused = true;
        var warnings = await services.Ledger.RecordReusedAsync(
        [
            new ReusedAnswers
            {
                At = call.Now,
                ModelAsked = asked,
                Model = kept.Model,
                ModelSent = kept.ModelSent,
                Provider = kept.Provider,
                Count = 1,
                Saved = kept.Cost ?? 0,
                Tags = call.Request.Tags,
                Job = call.Request.Job,
                Task = call.Request.Task,
                Caller = call.Request.Caller,
            },
        ]).ConfigureAwait(false);
        call.Warnings.AddRange(warnings);
        return CachedResult.Of(call, kept, asked, services.TimeProvider);
    }

    private async ValueTask<CachedTurn?> EnterAsync(AnswerCache answers, TimeSpan maxAge, CallState call, CancellationToken cancellationToken)
    {
        var target = call.Route.Plan.Candidates[0];
        var provider = services.ProviderOf(target.Provider);
        var key = AnswerKey.Of(call.Request.Client ?? "", target.Provider, await provider.DescribeAsync(new ProviderCall { Candidate = target, Request = call.Request }).ConfigureAwait(false));
        for (var hasWaited = false; !call.Request.CacheRefresh;)
        {
            if (Find(answers, key, maxAge, call) is { } kept)
            {
                return new CachedTurn(answers, call, key, kept, lead: null);
            }

            if (hasWaited)
            {
                // The answer that came is not for others, and the next one may not be either: all ask now, or they would ask one after another.
                break;
            }

            if (answers.Flights.TryBegin(key, out var other) is { } lead)
            {
                // The one before may have ended between the look and the start.
                kept = Find(answers, key, maxAge, call);
                if (kept is not null)
                {
                    lead.Dispose();
                    lead = null;
                }

                return new CachedTurn(answers, call, key, kept, lead);
            }

            hasWaited = await IsAnsweredAsync(other!, call, cancellationToken).ConfigureAwait(false);
        }

        Warn(answers, call);
        return new CachedTurn(answers, call, key, null, lead: null);
    }

    private static KeptAnswer? Find(AnswerCache answers, string key, TimeSpan maxAge, CallState call)
    {
        var kept = answers.Find(key);
        Warn(answers, call);
        return kept is not null && CacheRules.IsFresh(kept, maxAge, call.Now) ? kept : null;
    }

    private static void Warn(AnswerCache answers, CallState call)
    {
        if (answers.TakeWarning() is { } warning)
        {
            call.Warnings.Add(warning);
        }
    }

    /// <summary>Waits for the request that is asked already, at most half of the call's time, so that the rest is enough to ask; false if it ended without an answer, so that another one may lead.</summary>
    private async Task<bool> IsAnsweredAsync(Task<bool> other, CallState call, CancellationToken cancellationToken)
    {
        try
        {
            return await other.WaitAsync(TimeSpan.FromTicks(Math.Max(call.TimeLeft.Ticks / 2, 0)), services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return true;
        }
    }
}
