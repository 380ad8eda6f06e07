using System;
using System.Collections.Generic;
using System.Data.Common;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Spend.History;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Reads the rows of calls from the ledger's file, in the order of its index over the ids of calls.</summary>
internal static class CallRows
{
    // What was booked and never sent has neither tokens nor a cost; reused answers have the number 0.
    internal static readonly string Select = FormattableString.Invariant(
        $"""
        SELECT call, number, provider, model, model_sent, started, state, outcome, fallback, role, status, duration_ms, wait_ms, first_token_ms, request_id, key_mark,
            prompt_tokens, cached_tokens, cache_write_tokens, completion_tokens, reasoning_tokens, estimated, cost, stated, message, model_asked, tags, job, task, caller, prompt, answer,
            hour_cache_write_tokens, flex
        FROM attempts
        WHERE call >= $1 AND call < $2 AND number > 0 AND NOT (state = 1 AND outcome = {(int)OutcomeKind.Cancelled} AND prompt_tokens = 0)
        ORDER BY call DESC LIMIT $3
        """);

    /// <inheritdoc cref="ILedgerRecords.ReadCallsAsync"/>
    public static IReadOnlyList<StoredAttempt> Read(ISqlSession session, string from, string before, int most) => session.Query(Select, Read, from, before, most);

    private static StoredAttempt Read(DbDataReader row)
    {
        var (state, role) = ((AttemptState)row.GetInt64(6), (AttemptRole)row.GetInt64(9));
        return new StoredAttempt
        {
            Call = row.GetString(0),
            ModelAsked = row.GetString(25),
            IsShadow = role == AttemptRole.Shadow,
            Tags = row.GetString(26),
            Job = row.GetString(27),
            Task = Text(row, 28),
            Caller = Text(row, 29),
            Prompt = Text(row, 30),
            Answer = Text(row, 31),
            Attempt = new RecordedAttempt
            {
                Number = (int)row.GetInt64(1),
                Provider = row.GetString(2),
                Model = row.GetString(3),
                ModelSent = row.GetString(4),
                StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
                Kind = state == AttemptState.Settled ? (OutcomeKind)row.GetInt64(7) : null,
                IsUnderWay = state == AttemptState.Started,
                IsFallback = row.GetInt64(8) != 0,
                IsHedge = role == AttemptRole.Hedge,
                Status = Number(row, 10) is { } status ? (int)status : null,
                Duration = Milliseconds(row, 11),
                Wait = Milliseconds(row, 12),
                TimeToFirstToken = Milliseconds(row, 13),
                RequestId = Text(row, 14),
                KeyMark = Text(row, 15),
                Usage = new ChatUsage
                {
                    PromptTokens = row.GetInt64(16),
                    CachedTokens = row.GetInt64(17),
                    CacheWriteTokens = row.GetInt64(18),
                    HourCacheWriteTokens = row.GetInt64(32),
                    CompletionTokens = row.GetInt64(19),
                    ReasoningTokens = row.GetInt64(20),
                    IsFlex = row.GetInt64(33) == (int)ServiceLane.Flex,
                    IsBatch = row.GetInt64(33) == (int)ServiceLane.Batch,
                    Estimated = row.GetInt64(21) != 0,
                },
                Cost = Usd(row, 22),
                StatedCost = Usd(row, 23),
                Message = Text(row, 24),
            },
        };
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static TimeSpan? Milliseconds(DbDataReader row, int column) => Number(row, column) is { } time ? TimeSpan.FromMilliseconds(time) : null;

    private static decimal? Usd(DbDataReader row, int column) => Number(row, column) is { } units ? UsdAmount.FromUnits(units) : null;
}
