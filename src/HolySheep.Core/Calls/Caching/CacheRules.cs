using System;
using HolySheep.Caching;
using HolySheep.Chat;

namespace HolySheep.Calls.Caching;

/// <summary>Decides which answers are kept, and which of them are given again. Pure.</summary>
internal static class CacheRules
{
    private const string Whole = "stop";

    /// <summary>Whether the calls of a route use kept answers: a split counts the calls of its sides, so that it must see each.</summary>
    public static bool Applies(CallState call) => call.Route is { IsShadow: false, Choice: null or { Split: null } };

    /// <summary>Whether an answer may be given again to others: only a whole one that the provider counted, of the target whose request is the key.</summary>
    public static bool MayKeep(CallState call, ChatResult result) =>
        result is { FinishReason: Whole, EndsAtLimit: false, LacksPiece: false, Refusal: null, ToolCalls.Count: 0, Usage: { Estimated: false, OtherCharge: null } }
        && (result.Content.Length > 0 || call.Request.Original is { IsEmbeddings: true })
        && call.Target.Candidate.IsSameAs(call.Route.Plan.Candidates[0]);

    /// <summary>Whether a kept answer is young enough; one from the future is of a clock that was wrong.</summary>
    public static bool IsFresh(KeptAnswer answer, TimeSpan maxAge, DateTimeOffset now) => now - answer.At is var age && age >= TimeSpan.Zero && age <= maxAge;
}
