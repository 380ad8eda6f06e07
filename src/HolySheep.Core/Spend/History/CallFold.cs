using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.History;

/// <summary>Puts the attempts of a call together. Pure.</summary>
internal static class CallFold
{
    // An answer at its token limit has a status of success, which no rejected request has.
    private const int FirstFailingStatus = 300;

    /// <param name="rows">All attempts of one call.</param>
    public static RecordedCall Call(IEnumerable<StoredAttempt> rows)
    {
        var sorted = rows.OrderBy(row => row.Attempt.Number).ThenBy(row => row.Attempt.StartedAt).ToList();
        var attempts = sorted.ConvertAll(row => row.Attempt);
        var (first, last) = (sorted[0], attempts[attempts.Count - 1]);
        var answered = sorted.Find(row => row.Attempt.Kind == OutcomeKind.Answered);
        var failed = answered is null ? Cause(attempts) : null;
        var start = LedgerCallId.StartOf(first.Call) ?? attempts.Min(attempt => attempt.StartedAt);
        var decisive = answered?.Attempt ?? failed ?? last;
        return new RecordedCall
        {
            Id = first.Call,
            StartedAt = start,
            Model = first.ModelAsked,
            ModelUsed = answered?.Attempt.ModelSent,
            Provider = answered?.Attempt.Provider,
            Outcome = decisive.Outcome,
            IsFailed = answered is null && failed is { IsUnderWay: false } && failed.Kind != OutcomeKind.Cancelled,
            Reason = failed?.Message,
            Attempts = attempts,
            FallbackCount = attempts.Select(attempt => attempt.Target).Distinct(StringComparer.Ordinal).Count() - 1,
            IsShadow = first.IsShadow,
            Usage = decisive.Usage,
            Cost = CostOf(attempts),
            Latency = EndOf(answered?.Attempt ?? last) - start,
            TimeToFirstToken = answered?.Attempt is { TimeToFirstToken: { } text } streamed ? streamed.StartedAt + text - start : null,
            Tags = AttemptTags.Read(first.Tags),
            Job = first.Job.Length > 0 ? first.Job : null,
            Task = first.Task,
            Caller = first.Caller,
            Prompt = sorted.Select(row => row.Prompt).FirstOrDefault(prompt => prompt is not null),
            Answer = (answered ?? sorted.FindLast(row => row.Answer is not null))?.Answer,
        };
    }

    /// <summary>The attempt that says why a call has no answer; one that is under way if there is one.</summary>
    private static RecordedAttempt Cause(List<RecordedAttempt> attempts) => attempts.Find(attempt => attempt.IsUnderWay) ?? DecidingFailure.Of(
        attempts, attempt => attempt.Kind, attempt => attempt.Kind is null or OutcomeKind.Cut or OutcomeKind.Cancelled, attempt => attempt.Status < FirstFailingStatus).Failure;

    private static DateTimeOffset? EndOf(RecordedAttempt attempt) => attempt.StartedAt + attempt.Duration;

    private static decimal? CostOf(IEnumerable<RecordedAttempt> attempts) =>
        attempts.Where(attempt => !attempt.IsUnderWay).Aggregate((decimal?)0m, (sum, attempt) => sum + attempt.Cost);
}
