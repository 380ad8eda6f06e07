using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Writes what was answered without a call: one row for all answers of a model in one run, because a million rows would say no more.</summary>
internal static class ReusedRows
{
    // No call of its own (number 0), and an amount of 0, so that no budget counts it.
    private const string Insert =
        """
        INSERT INTO attempts (process, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, task, caller, version, revision,
            estimate, cost, amount, outcome, prompt_tokens, completion_tokens, estimated, tags, reused, machine)
        VALUES ($1, $2, $3, 0, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, $17, 0, 0, 0, $18, $19, $20)
        """;

    public static void Write(ISqlSession session, IEnumerable<ReusedAnswers> answers, LedgerWriterFacts writer, long process)
    {
        foreach (var of in answers)
        {
            session.Execute(
                Insert,
                process, LedgerCallId.New(of.At), (int)AttemptRole.Reused, (int)AttemptState.Settled, of.At.ToUnixTimeMilliseconds(), BucketNumber.Of(of.At), of.ModelAsked, of.Model, of.ModelSent, of.Provider,
                of.Job ?? "", of.Task, of.Caller ?? writer.Caller, writer.Version, writer.Revision,
                UsdAmount.ToUnits(of.Saved), (int)OutcomeKind.Answered,
                AttemptTags.TextOf(of.Tags), of.Count, writer.Machine);
        }
    }
}
