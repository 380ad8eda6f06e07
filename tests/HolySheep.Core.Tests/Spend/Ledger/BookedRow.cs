using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Spend.Ledger;

/// <summary>One row of the ledger, as a test looks at it.</summary>
internal sealed record BookedRow
{
    private const string Select =
        """
        SELECT call, role, number, fallback, state, outcome, provider || '/' || model_sent, estimate, cost, amount, prompt_tokens, cached_tokens, completion_tokens, reasoning_tokens, estimated, status, prompt,
            model_asked, model
        FROM attempts AS row ORDER BY (SELECT min(id) FROM attempts WHERE call = row.call), number, id
        """;

    public required string Call { get; init; }

    public required AttemptRole Role { get; init; }

    public required int Number { get; init; }

    public required bool IsFallback { get; init; }

    public required AttemptState State { get; init; }

    public required OutcomeKind? Outcome { get; init; }

    public required string Target { get; init; }

    public required decimal? Estimate { get; init; }

    public required decimal? Cost { get; init; }

    /// <summary>What budgets count.</summary>
    public required decimal Amount { get; init; }

    public required ChatUsage Usage { get; init; }

    public required int? Status { get; init; }

    public required string? Prompt { get; init; }

    public required string ModelAsked { get; init; }

    public required string Model { get; init; }

    /// <summary>All rows of a folder's ledger, those of a call together in the order in which they were begun; what lies in logs is entered, and nothing else booked.</summary>
    public static IReadOnlyList<BookedRow> In(string folder)
    {
        using var database = LedgerFile.In(folder).Open(TimeProvider.System, out _);
        LogRows.WriteAfterImport(database, LedgerFile.In(folder), Assert.Fail, _ => true);
        return database.Read(session => session.Query(Select, row => new BookedRow
        {
            Call = row.GetString(0),
            Role = (AttemptRole)row.GetInt64(1),
            Number = row.GetInt32(2),
            IsFallback = row.GetBoolean(3),
            State = (AttemptState)row.GetInt64(4),
            Outcome = row.IsDBNull(5) ? null : (OutcomeKind)row.GetInt64(5),
            Target = row.GetString(6),
            Estimate = row.IsDBNull(7) ? null : UsdAmount.FromUnits(row.GetInt64(7)),
            Cost = row.IsDBNull(8) ? null : UsdAmount.FromUnits(row.GetInt64(8)),
            Amount = UsdAmount.FromUnits(row.GetInt64(9)),
            Usage = new ChatUsage
            {
                PromptTokens = row.GetInt64(10),
                CachedTokens = row.GetInt64(11),
                CompletionTokens = row.GetInt64(12),
                ReasoningTokens = row.GetInt64(13),
                Estimated = row.GetBoolean(14),
            },
            Status = row.IsDBNull(15) ? null : row.GetInt32(15),
            Prompt = row.IsDBNull(16) ? null : row.GetString(16),
            ModelAsked = row.GetString(17),
            Model = row.GetString(18),
        }));
    }
}
