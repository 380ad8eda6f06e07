using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Ledger;

/// <summary>Writes the rows of attempts.</summary>
internal static class AttemptRows
{
    /// <summary>Stands between the tags of an attempt.</summary>
    public const string TagSeparator = "\u001f";

    private const string Insert =
        """
        INSERT INTO attempts (process, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, task, caller, version, revision,
            estimate, amount, prompt_tokens, completion_tokens, estimated, prompt, tags)
        VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21, $22)
        """;

    private const string InsertTag = "INSERT INTO attempt_tags VALUES ($1, $2)";

    private const string Settle =
        """
        UPDATE attempts SET state = 1, outcome = $2, cost = $3, amount = $4, prompt_tokens = $5, cached_tokens = $6, cache_write_tokens = $7,
            completion_tokens = $8, reasoning_tokens = $9, estimated = $10, status = $11, request_id = $12, duration_ms = $13, first_token_ms = $14, answer = $15
        WHERE id = $1
        """;

    /// <summary>Writes the row of an attempt that is about to leave.</summary>
    /// <returns>The row.</returns>
    public static long Begin(DatabaseSession session, LedgerEntry entry, LedgerWriterFacts writer, long process, long expectedOutput)
    {
        var estimate = UsdAmount.ToUnits(entry.EstimateOf(expectedOutput));
        var row = session.Insert(
            Insert,
            process, entry.Call, (int)entry.Role, entry.Number, entry.IsFallback ? 1 : 0, entry.StartedAt.ToUnixTimeMilliseconds(), BucketOf(entry), entry.ModelAsked, entry.Model, entry.ModelSent, entry.Provider,
            entry.Job ?? "", entry.Task, entry.Caller ?? writer.Caller, writer.Version, writer.Revision,
            estimate, estimate ?? 0, entry.PromptTokens, expectedOutput, entry.Prompt, entry.Tags.Count == 0 ? "" : string.Join(TagSeparator, Pairs(entry)));
        if (entry.Tags.Count > 0)
        {
            foreach (var name in entry.TagNames)
            {
                session.Execute(InsertTag, row, name);
            }
        }

        return row;
    }

    /// <summary>Writes what became of an attempt.</summary>
    public static void End(DatabaseSession session, long row, LedgerSettlement settlement)
    {
        var cost = UsdAmount.ToUnits(settlement.Cost);
        session.Execute(
            Settle,
            row, (int)settlement.Outcome, cost, cost ?? 0,
            settlement.Usage?.PromptTokens ?? 0, settlement.Usage?.CachedTokens ?? 0, settlement.Usage?.CacheWriteTokens ?? 0, settlement.Usage?.CompletionTokens ?? 0, settlement.Usage?.ReasoningTokens ?? 0,
            settlement.Usage?.Estimated == true ? 1 : 0, settlement.Status, settlement.RequestId,
            (long)settlement.Duration.TotalMilliseconds, settlement.FirstToken is { } first ? (long)first.TotalMilliseconds : null, settlement.Answer);
    }

    private static IEnumerable<string> Pairs(LedgerEntry entry) => entry.Tags.Select(tag => tag.Key + "=" + tag.Value).OrderBy(pair => pair, StringComparer.Ordinal);

    private static long BucketOf(LedgerEntry entry) => BucketNumber.Of(entry.StartedAt);
}
