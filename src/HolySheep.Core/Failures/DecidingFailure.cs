using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Failures;

/// <summary>Finds the failure that says why a call has no answer. Pure.</summary>
internal static class DecidingFailure
{
    /// <summary>The failure that ended the call; the first one if every target was given up.</summary>
    /// <param name="failures">The failures in their order, at least one.</param>
    /// <param name="kindOf">What a failure means; null if its outcome is not known.</param>
    /// <param name="isFinal">Whether a failure ends its call whatever its kind, as after text that the caller saw.</param>
    /// <param name="isOutputLimit">Whether a token limit ended the answer, which no other target could change.</param>
    /// <returns>The failure, and whether it ended the call.</returns>
    public static (T Failure, bool HasEnded) Of<T>(IReadOnlyList<T> failures, Func<T, OutcomeKind?> kindOf, Func<T, bool> isFinal, Func<T, bool> isOutputLimit)
    {
        var last = failures[failures.Count - 1];
        return kindOf(last) switch
        {
            // Of several targets that reject the request, the first gives the reason: the others were asked whether it is right.
            OutcomeKind.BadRequest when !isOutputLimit(last) => (failures.First(failure => kindOf(failure) == OutcomeKind.BadRequest && !isOutputLimit(failure)), true),
            OutcomeKind.BadRequest or OutcomeKind.Refused => (last, true),
            _ => isFinal(last) ? (last, true) : (failures[0], false),
        };
    }
}
