using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Interactive;

/// <summary>Remarks about an answer, one line each.</summary>
internal static class SessionNotes
{
    /// <summary>That another target answered, with the reason, and the warnings of the answer.</summary>
    public static IReadOnlyList<string> Of(ChatResult result)
    {
        // A change of the model that the user did not list is a warning of the answer already.
        var isTold = result.FallbackCount == 0 || result.Warnings.Any(warning => warning.IndexOf(result.ModelUsed, StringComparison.Ordinal) >= 0);
        return isTold ? result.Warnings : [Fallback(result), .. result.Warnings];
    }

    private static string Fallback(ChatResult result)
    {
        var failed = result.Attempts.Where(attempt => attempt.Kind is not (OutcomeKind.Answered or OutcomeKind.Cancelled)).GroupBy(attempt => attempt.Target)
            .Select(target => target.Last()).Where(attempt => attempt.Target != $"{result.Provider}/{result.ModelUsed}");
        return $"{result.ModelUsed} at {result.Provider} answered; before that: {string.Join(", ", failed)}";
    }
}
