using System;
using HolySheep.Chat;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Reads the lengths of answers from the ledger for <see cref="OutputHistory"/>.</summary>
internal static class OutputRows
{
    // Only the newest rows are read: a model without an answer in that many calls has no recent history.
    private static readonly string OfKind = FormattableString.Invariant(
        $"""
        SELECT completion_tokens AS tokens FROM attempts
        WHERE id > (SELECT coalesce(max(id), 0) - 20000 FROM attempts) AND model_sent = $1 AND coalesce(prompt_kind, $2) = $2 AND state = 1 AND outcome = {(int)OutcomeKind.Answered} AND role <> {(int)AttemptRole.Reused}
        """);

    private static readonly string Last = FormattableString.Invariant($" ORDER BY id DESC LIMIT {OutputHistory.Answers}");
    private static readonly string OfAll = OfKind + Last;
    private static readonly string OfJob = OfKind + " AND job = $3" + Last;
    private static readonly string Select = FormattableString.Invariant(
        $"""
        WITH last AS ({OfAll})
        SELECT tokens FROM last ORDER BY tokens LIMIT 1 OFFSET (SELECT CASE count(*) WHEN 0 THEN 0 ELSE (count(*) * 95 + 99) / 100 - 1 END FROM last)
        """);

    /// <summary>The expected answer tokens of an attempt; read if they are not known or out of date.</summary>
    public static long Expect(ISqlSession session, OutputHistory outputs, LedgerEntry entry)
    {
        if (outputs.Recent(entry) is { } known)
        {
            return known;
        }

        Read(session, outputs, OutputHistory.KeyOf(entry), entry.StartedAt);
        return outputs.LastKnown(entry)!.Value;
    }

    /// <summary>The lengths of the last answers: those of a job if there are enough of them, otherwise those of all calls.</summary>
    public static AnswerLengths Lengths(ISqlSession session, AnswerKind key, string job)
    {
        var own = AnswerLengths.Of(session.Query(OfJob, static reader => reader.GetInt64(0), key.Model, key.Prompt, job));
        return own.AreEnough ? own : AnswerLengths.Of(session.Query(OfAll, static reader => reader.GetInt64(0), key.Model, key.Prompt));
    }

    /// <summary>Reads again what is out of date.</summary>
    public static void Refresh(ISqlSession session, OutputHistory outputs, DateTimeOffset now)
    {
        foreach (var key in outputs.OutOfDate(now))
        {
            Read(session, outputs, key, now);
        }
    }

    private static void Read(ISqlSession session, OutputHistory outputs, AnswerKind key, DateTimeOffset now) =>
        outputs.Learn(key, (long?)session.Scalar(Select, key.Model, key.Prompt), now);
}
