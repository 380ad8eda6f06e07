using System;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Writes the rows of attempts.</summary>
internal static class AttemptRows
{
    private const string Insert =
        """
        INSERT INTO attempts (outcome, cost, amount, prompt_tokens, cached_tokens, cache_write_tokens, completion_tokens, reasoning_tokens, estimated, status, request_id,
            duration_ms, first_token_ms, answer, stated, message, hour_cache_write_tokens, flex, process, entry, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, task,
            caller, version, revision, estimate, prompt, tags, prompt_kind, wait_ms, key_mark, machine)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43)
        """;

    // Names that differ only after a null character are equal to a database.
    private const string InsertTag = "INSERT INTO attempt_tags VALUES ($1, $2) ON CONFLICT DO NOTHING";

    private const string Settle =
        """
        UPDATE attempts SET state = 1, outcome = $1, cost = $2, amount = $3, prompt_tokens = $4, cached_tokens = $5, cache_write_tokens = $6,
            completion_tokens = $7, reasoning_tokens = $8, estimated = $9, status = $10, request_id = $11, duration_ms = $12, first_token_ms = $13, answer = $14, stated = $15,
            message = $16, hour_cache_write_tokens = $17, flex = $18
        WHERE
        """;

    private const string ById = Settle + " id = $19";
    private const string ByEntry = Settle + " process = $19 AND entry = $20 AND state = 0";

    // An attempt that was booked as an estimate because its process was considered gone: it is among the last rows, or nothing waits for it any more.
    private const string Abandoned = Settle + " id > (SELECT max(id) - 20000 FROM attempts) AND process = $19 AND entry = $20 AND state = 2";

    private static readonly string ByCall = FormattableString.Invariant($"{Settle} call = $19 AND role = {(int)AttemptRole.Batch} AND state IN (0, 2)");
    private const string OfCall = "SELECT count(*) FROM attempts WHERE call = $1";

    /// <summary>Writes the row of an attempt that is about to be sent, or that is already finished.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="start">The attempt.</param>
    /// <param name="entry">Its number in its process's log; null if it is in none.</param>
    /// <param name="settlement">Its result; null if it is under way.</param>
    /// <param name="sums">Takes what triggers would count; null if they do.</param>
    /// <returns>The id of the row.</returns>
    public static long Begin(ISqlSession session, AttemptStart start, long? entry = null, LedgerSettlement? settlement = null, ImportSums? sums = null)
    {
        var row = session.Insert(
            Insert,
            [
                .. settlement is null ? Expected(start) : Come(settlement),
                start.Process, entry, start.Call, (int)start.Role, start.Number, start.IsFallback ? 1 : 0, (int)(settlement is null ? AttemptState.Started : AttemptState.Settled),
                start.StartedAt.ToUnixTimeMilliseconds(), BucketNumber.Of(start.StartedAt), start.ModelAsked, start.Model, start.ModelSent, start.Provider, start.Job ?? "", start.Task,
                start.Caller, start.Version, start.Revision, start.Estimate, start.Prompt, AttemptTags.TextOf(start.Tags), start.PromptKind, (long)start.Wait.TotalMilliseconds, start.KeyMark, start.Machine,
            ]);
        sums?.Add(row, start, settlement);
        if (start.Tags.Count > 0)
        {
            foreach (var name in AttemptTags.NamesOf(start.Tags))
            {
                if (session.Execute(InsertTag, row, name) > 0)
                {
                    sums?.AddTag(name, start, settlement);
                }
            }
        }

        return row;
    }

    /// <summary>Writes the result of a row of a batch, unless it is known already; one that was never booked is written whole if something was used.</summary>
    public static void End(ISqlSession session, AttemptStart start, long? entry, LedgerSettlement settlement)
    {
        if (session.Execute(ByCall, [.. Come(settlement), start.Call]) == 0 && settlement.Usage is not null && (long)session.Scalar(OfCall, start.Call)! == 0)
        {
            Begin(session, start, entry, settlement);
        }
    }

    /// <summary>Writes the result of an attempt.</summary>
    public static void End(ISqlSession session, long row, LedgerSettlement settlement) => session.Execute(ById, [.. Come(settlement), row]);

    /// <summary>Writes the result of an attempt that began in its process's log.</summary>
    /// <returns>False if the result is known already, or the attempt is not there.</returns>
    public static bool End(ISqlSession session, long process, long entry, LedgerSettlement settlement)
    {
        object?[] values = [.. Come(settlement), process, entry];
        return session.Execute(ByEntry, values) > 0 || session.Execute(Abandoned, values) > 0;
    }

    private static object?[] Expected(AttemptStart start) => [null, null, start.Estimate ?? 0, start.PromptTokens, 0, 0, start.ExpectedOutput, 0, 1, null, null, null, null, null, null, null, 0, 0];

    private static object?[] Come(LedgerSettlement settlement)
    {
        var usage = settlement.Usage;
        return
        [
            (int)settlement.Outcome, UsdAmount.ToUnits(settlement.Cost), settlement.CountedUnits(), usage?.PromptTokens ?? 0, usage?.CachedTokens ?? 0, usage?.CacheWriteTokens ?? 0, usage?.CompletionTokens ?? 0,
            usage?.ReasoningTokens ?? 0, usage?.Estimated == true ? 1 : 0, settlement.Status, settlement.RequestId, (long)settlement.Duration.TotalMilliseconds,
            settlement.FirstToken is { } first ? (long)first.TotalMilliseconds : null, settlement.Answer, UsdAmount.ToUnits(settlement.StatedCost), settlement.Message,
            usage?.HourCacheWriteTokens ?? 0,

            // The column was for the flexible lane alone at first.
            usage is null ? 0 : (int)CallCost.LaneOf(usage),
        ];
    }
}
