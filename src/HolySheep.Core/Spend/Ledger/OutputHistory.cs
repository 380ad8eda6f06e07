using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>The lengths of models' answers to prompts of a kind; read from the ledger, and refreshed every minute.</summary>
internal sealed class OutputHistory
{
    private const long WithoutHistory = 1_000;
    private const int Answers = 200;
    private const double Percentile = 0.95;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FreshWithoutPast = TimeSpan.FromSeconds(1);

    // Only the newest rows are read: a model without an answer in that many calls has no recent history.
    private static readonly string Select = FormattableString.Invariant(
        $"""
        SELECT completion_tokens FROM attempts
        WHERE id > (SELECT coalesce(max(id), 0) - 20000 FROM attempts) AND model_sent = $1 AND coalesce(prompt_kind, $2) = $2 AND state = 1 AND outcome = {(int)OutcomeKind.Answered} AND role <> {(int)AttemptRole.Reused}
        ORDER BY id DESC LIMIT {Answers}
        """);

    private readonly ConcurrentDictionary<(string Model, int Kind), (DateTimeOffset ReadAt, long Tokens, bool HasPast)> _known = new();

    /// <summary>The expected answer tokens: the lower of the caller's limit and the 95th percentile of the model's last answers; 1,000 if there are none.</summary>
    public long Expect(DatabaseSession session, LedgerEntry entry) => Recent(entry) ?? Limited(entry, Read(session, KeyOf(entry), entry.StartedAt));

    /// <summary>The expected answer tokens if they were read recently; otherwise null.</summary>
    public long? Recent(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) && IsFresh(known, entry.StartedAt) ? Limited(entry, known.Tokens) : null;

    /// <summary>The expected answer tokens as last read, without reading the ledger; null if they were never read.</summary>
    public long? LastKnown(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) ? Limited(entry, known.Tokens) : null;

    /// <summary>Reads again what is out of date.</summary>
    public void Refresh(DatabaseSession session, DateTimeOffset now)
    {
        foreach (var key in _known.Where(known => !IsFresh(known.Value, now)).Select(known => known.Key).ToList())
        {
            Read(session, key, now);
        }
    }

    /// <summary>The expected answer tokens without a history.</summary>
    public static long Without(LedgerEntry entry) => Math.Min(entry.MaxTokens ?? WithoutHistory, WithoutHistory);

    private static (string Model, int Kind) KeyOf(LedgerEntry entry) => (entry.ModelSent, entry.PromptKind);

    private long Read(DatabaseSession session, (string Model, int Kind) key, DateTimeOffset now)
    {
        var past = session.Query(Select, reader => reader.GetInt64(0), key.Model, key.Kind);
        var tokens = PercentileOf(past);
        _known[key] = (now, tokens, past.Count > 0);
        return tokens;
    }

    // A few first answers of a model are better than none.
    private static bool IsFresh((DateTimeOffset ReadAt, long Tokens, bool HasPast) known, DateTimeOffset now) =>
        (now - known.ReadAt).Duration() <= (known.HasPast ? Fresh : FreshWithoutPast);

    private static long Limited(LedgerEntry entry, long tokens) => Math.Min(entry.MaxTokens ?? tokens, tokens);

    private static long PercentileOf(IReadOnlyList<long> tokens)
    {
        var sorted = tokens.OrderBy(count => count).ToList();
        return sorted.Count == 0 ? WithoutHistory : sorted[(int)Math.Ceiling(Percentile * sorted.Count) - 1];
    }
}
