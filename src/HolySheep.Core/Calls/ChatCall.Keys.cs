using System;
using HolySheep.Chat;
using HolySheep.Failures;

namespace HolySheep.Calls;

/// <content>The keys that attempts are made with, and what is learned of them.</content>
internal sealed partial class ChatCall
{
    private Secret? KeyOf(TargetProgress target)
    {
        var keys = Route.KeysOf(target.Candidate.Provider);
        return keys.Count > target.KeyIndex ? keys[target.KeyIndex] : null;
    }

    /// <summary>The key of the attempt; null where the provider has one alone, whose health is the target's.</summary>
    private Secret? KeyOfHealth(OngoingAttempt attempt) => Route.KeysOf(attempt.Candidate.Provider).Count > 1 ? attempt.Key : null;

    private void RememberKey(OngoingAttempt attempt, OutcomeKind kind, Failure failure, DateTimeOffset now)
    {
        var provider = attempt.Candidate.Provider;
        if (kind == OutcomeKind.BadCredential && attempt.Key is { } key)
        {
            _services.RefusedKeys.Add(provider, key);
            _warnings.Add($"{provider} refused its key.");
        }
        else if (kind == OutcomeKind.OutOfMoney)
        {
            if (KeyOfHealth(attempt) is { } empty)
            {
                _services.Health.KeyFailed(provider, empty, failure, attempt.BegunAt, now);
            }

            _warnings.Add($"{provider} has no money or quota left for its key.");
        }
    }
}
