using System;

namespace HolySheep.Limits;

/// <summary>Decides when a call may be sent, and what is left after it. Pure.</summary>
internal static class LimitPolicy
{
    /// <summary>The decision, with the new pace and quota; both are unchanged if it was not granted.</summary>
    /// <param name="demand">The demand of the call.</param>
    /// <param name="pace">How far the configured rates are used.</param>
    /// <param name="quota">The announced limits.</param>
    /// <param name="inFlight">The holder's calls under way.</param>
    /// <param name="now">The time.</param>
    public static (LimitAnswer Answer, Pace Pace, Quota Quota) Take(LimitDemand demand, Pace pace, Quota quota, int inFlight, DateTimeOffset now)
    {
        if (demand.Rules?.MaxConcurrency <= inFlight)
        {
            return (LimitAnswer.Full, pace, quota);
        }

        quota = quota with { Requests = QuotaWindowPolicy.Believable(quota.Requests, now), Tokens = QuotaWindowPolicy.Believable(quota.Tokens, now) };
        var used = quota with { Requests = QuotaWindowPolicy.At(quota.Requests, quota.Used.Requests, now), Tokens = QuotaWindowPolicy.At(quota.Tokens, quota.Used.Tokens, now) };
        var wait = Longer(
            QuotaWindowPolicy.Wait(used.Requests, used.Used.Requests, 1, now),
            TokenWait(demand, used, now));
        if (wait > TimeSpan.Zero)
        {
            return (LimitAnswer.NotBefore(wait), pace, quota);
        }

        var taken = Take(demand, PacePolicy.Believable(pace, now), now);
        return taken.Wait > demand.LongestWait
            ? (LimitAnswer.NotBefore(taken.Wait), pace, quota)
            : (LimitAnswer.In(taken.Wait), taken.Pace with { At = now }, used with { Used = new QuotaMark(used.Used.Requests + 1, used.Used.Tokens + demand.Tokens) });
    }

    /// <summary>The pace after the estimate is replaced by what the call used.</summary>
    /// <param name="demand">The demand of the call.</param>
    /// <param name="pace">The pace before.</param>
    /// <param name="tokens">The tokens that it used.</param>
    /// <param name="sent">False if it was never sent.</param>
    public static Pace Settle(LimitDemand demand, Pace pace, long tokens, bool sent) => pace with
    {
        Requests = !sent && demand.Rules?.RequestsPerMinute is { } requestsPerMinute ? PacePolicy.Correct(pace.Requests, requestsPerMinute, -1) : pace.Requests,
        Tokens = demand.Rules?.TokensPerMinute is { } tokensPerMinute ? PacePolicy.Correct(pace.Tokens, tokensPerMinute, tokens - demand.Tokens) : pace.Tokens,
    };

    private static TimeSpan TokenWait(LimitDemand demand, Quota quota, DateTimeOffset now)
    {
        var wait = QuotaWindowPolicy.Wait(quota.Tokens, quota.Used.Tokens, demand.Tokens, now);

        // A guess can delay a call, and not end it: its provider may take it.
        return demand.Expected.IsGuess && now + wait >= demand.OverAt ? QuotaWindowPolicy.Wait(quota.Tokens, quota.Used.Tokens, demand.Expected.Prompt, now) : wait;
    }

    private static (TimeSpan Wait, Pace Pace) Take(LimitDemand demand, Pace pace, DateTimeOffset now)
    {
        var wait = TimeSpan.Zero;
        if (demand.Rules?.RequestsPerMinute is { } requestsPerMinute)
        {
            var (start, paidOff) = PacePolicy.Take(pace.Requests, requestsPerMinute, 1, now);
            (wait, pace) = (Longer(wait, start - now), pace with { Requests = paidOff });
        }

        if (demand.Rules?.TokensPerMinute is { } tokensPerMinute)
        {
            var (start, paidOff) = PacePolicy.Take(pace.Tokens, tokensPerMinute, demand.Tokens, now);
            (wait, pace) = (Longer(wait, start - now), pace with { Tokens = paidOff });
        }

        return (wait, pace);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
