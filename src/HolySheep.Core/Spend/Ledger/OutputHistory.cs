using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>How long the answers of models have been to prompts of a kind; read from the ledger, and anew every minute.</summary>
internal sealed class OutputHistory
{
    private const long WithoutHistory = 1_000;
    private const int Answers = 200;
    private const double Percentile = 0.95;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FreshWithoutPast = TimeSpan.FromSeconds(1);

    // Only the newest rows are looked through: a model that has not answered in so many calls has no recent past.
    private static readonly string Select = FormattableString.Invariant(
        $"""
        SELECT completion_tokens FROM attempts
        WHERE id > (SELECT coalesce(max(id), 0) - 20000 FROM attempts) AND model_sent = $1 AND coalesce(prompt_kind, $2) = $2 AND state = 1 AND outcome = {(int)OutcomeKind.Answered} AND role <> {(int)AttemptRole.Reused}
        ORDER BY id DESC LIMIT {Answers}
        """);

    private readonly ConcurrentDictionary<(string Model, int Kind), (DateTimeOffset ReadAt, long Tokens, bool HasPast)> _known = new();

    /// <summary>The answer tokens to expect: the caller's limit, or the 95th percentile of the model's last answers where that is less; 1,000 where there are none.</summary>
    public long Expect(DatabaseSession session, LedgerEntry entry) => Recent(entry) ?? Limited(entry, Read(session, KeyOf(entry), entry.StartedAt));

    /// <summary>The same as it was read not long ago; null if it was not.</summary>
    public long? Recent(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) && IsFresh(known, entry.StartedAt) ? Limited(entry, known.Tokens) : null;

    /// <summary>The same as it was read last, without a look at the ledger; null where it never was.</summary>
    public long? LastKnown(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) ? Limited(entry, known.Tokens) : null;

    /// <summary>Reads anew what was read too long ago.</summary>
    public void Refresh(DatabaseSession session, DateTimeOffset now)
    {
        foreach (var key in _known.Where(known => !IsFresh(known.Value, now)).Select(known => known.Key).ToList())
        {
            Read(session, key, now);
        }
    }

    /// <summary>The answer tokens to expect where no past is known.</summary>
    public static long Without(LedgerEntry entry) => Math.Min(entry.MaxTokens ?? WithoutHistory, WithoutHistory);

    private static (string Model, int Kind) KeyOf(LedgerEntry entry) => (entry.ModelSent, entry.PromptKind);

    private long Read(DatabaseSession session, (string Model, int Kind) key, DateTimeOffset now)
    {
        var past = session.Query(Select, reader => reader.GetInt64(0), key.Model, key.Kind);
        var tokens = PercentileOf(past);
        _known[key] = (now, tokens, past.Count > 0);
        return tokens;
    }

    // The first answers of a model soon tell more than nothing.
    private static bool IsFresh((DateTimeOffset ReadAt, long Tokens, bool HasPast) known, DateTimeOffset now) =>
        (now - known.ReadAt).Duration() <= (known.HasPast ? Fresh : FreshWithoutPast);

    private static long Limited(LedgerEntry entry, long tokens) => Math.Min(entry.MaxTokens ?? tokens, tokens);

    private static long PercentileOf(IReadOnlyList<long> tokens)
    {
        var sorted = tokens.OrderBy(count => count).ToList();
        return sorted.Count == 0 ? WithoutHistory : sorted[(int)Math.Ceiling(Percentile * sorted.Count) - 1];
    }
}
