using System;
using System.Threading;
using Polly;

namespace HolySheep.Calls;

/// <summary>What a Polly context carries through the strategies of <see cref="AttemptLoop"/>.</summary>
internal static class AttemptContext
{
    private static readonly ResiliencePropertyKey<ChatCall> CallKey = new("call");
    private static readonly ResiliencePropertyKey<OngoingAttempt?> AttemptKey = new("attempt");

    /// <summary>A context for a call, to be returned to the pool.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">The attempt that was begun; null where it is to be begun once it is its turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static ResilienceContext Of(ChatCall call, OngoingAttempt? attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallKey, call);
        if (attempt is not null)
        {
            context.Properties.Set(AttemptKey, attempt);
        }

        return context;
    }

    public static ChatCall CallOf(ResilienceContext context) =>
        context.Properties.TryGetValue(CallKey, out var call) ? call : throw new InvalidOperationException("The context carries no call.");

    /// <summary>The attempt that was begun; null where none was.</summary>
    public static OngoingAttempt? AttemptOf(ResilienceContext context) => context.Properties.TryGetValue(AttemptKey, out var attempt) ? attempt : null;
}
