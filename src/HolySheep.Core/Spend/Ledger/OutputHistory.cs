using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Spend.Ledger;

/// <summary>The lengths of models' answers to prompts of a kind, as they were last read from the ledger; they are out of date after a minute.</summary>
internal sealed class OutputHistory
{
    /// <summary>The number of a model's last answers that count.</summary>
    public const int Answers = 200;

    private const long WithoutHistory = 1_000;
    private const double Percentile = 0.95;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FreshWithoutPast = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<(string Model, int Kind), (DateTimeOffset ReadAt, long Tokens, bool HasPast)> _known = new();

    /// <summary>The model and the kind of prompt whose answers an attempt is compared with.</summary>
    public static (string Model, int Kind) KeyOf(LedgerEntry entry) => (entry.ModelSent, entry.PromptKind);

    /// <summary>The expected answer tokens if they were read recently; otherwise null. They are the lower of the caller's limit and the 95th percentile of the model's last answers; 1,000 if there are none.</summary>
    public long? Recent(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) && IsFresh(known, entry.StartedAt) ? Limited(entry, known.Tokens) : null;

    /// <summary>The expected answer tokens as last read, however long ago; null if they were never read.</summary>
    public long? LastKnown(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) ? Limited(entry, known.Tokens) : null;

    /// <summary>The models and kinds of prompts whose answers were read too long ago.</summary>
    public IReadOnlyList<(string Model, int Kind)> OutOfDate(DateTimeOffset now) => _known.Where(known => !IsFresh(known.Value, now)).Select(known => known.Key).ToList();

    /// <summary>Takes what was read.</summary>
    /// <param name="key">The model and the kind of prompt.</param>
    /// <param name="answers">The tokens of its last answers, at most <see cref="Answers"/>.</param>
    /// <param name="now">The time.</param>
    public void Learn((string Model, int Kind) key, IReadOnlyList<long> answers, DateTimeOffset now) => _known[key] = (now, PercentileOf(answers), answers.Count > 0);

    /// <summary>The expected answer tokens without a history.</summary>
    public static long Without(LedgerEntry entry) => Math.Min(entry.MaxTokens ?? WithoutHistory, WithoutHistory);

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
