using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.Spend.Ledger;

/// <summary>The lengths of models' answers to prompts of a kind, as they were last read from the ledger; they are out of date after a minute.</summary>
internal sealed class OutputHistory
{
    /// <summary>The number of a model's last answers that count.</summary>
    public const int Answers = 200;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FreshWithoutPast = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<AnswerKind, Reading> _known = new();

    /// <summary>The model and the kind of prompt whose answers an attempt is compared with.</summary>
    public static AnswerKind KeyOf(LedgerEntry entry) => new(entry.ModelSent, entry.PromptKind);

    /// <summary>The expected answer tokens if they were read recently; otherwise null. They are the lower of the caller's limit and the 95th percentile of the model's last answers; 1,000 if there are none.</summary>
    public long? Recent(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) && IsFresh(known, entry.StartedAt) ? Limited(entry, known.Tokens) : null;

    /// <summary>The expected answer tokens as last read, however long ago; null if they were never read.</summary>
    public long? LastKnown(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) ? Limited(entry, known.Tokens) : null;

    /// <summary>Whether past answers were found when they were last read.</summary>
    public bool HasPast(LedgerEntry entry) => _known.TryGetValue(KeyOf(entry), out var known) && known.HasPast;

    /// <summary>The models and kinds of prompts whose answers were read too long ago.</summary>
    public IReadOnlyList<AnswerKind> OutOfDate(DateTimeOffset now) => _known.Where(known => !IsFresh(known.Value, now)).Select(known => known.Key).ToList();

    /// <summary>Takes what was read.</summary>
    /// <param name="key">The model and the kind of prompt.</param>
    /// <param name="percentile">The 95th percentile of the tokens of its last answers, of which at most <see cref="Answers"/> count; null if there are none.</param>
    /// <param name="now">The time.</param>
    public void Learn(AnswerKind key, long? percentile, DateTimeOffset now) => _known[key] = new Reading(now, percentile ?? TokenEstimate.UsualAnswer, percentile is not null);

    /// <summary>The expected answer tokens without a history.</summary>
    public static long Without(LedgerEntry entry) => Math.Min(entry.MaxTokens ?? TokenEstimate.UsualAnswer, TokenEstimate.UsualAnswer);

    // A few first answers of a model are better than none.
    private static bool IsFresh(Reading known, DateTimeOffset now) =>
        (now - known.ReadAt).Duration() <= (known.HasPast ? Fresh : FreshWithoutPast);

    private static long Limited(LedgerEntry entry, long tokens) => Math.Min(entry.MaxTokens ?? tokens, tokens);

    // Classes: a dictionary of values of our own types would be compiled by the first call of a process.
    private sealed record Reading(DateTimeOffset ReadAt, long Tokens, bool HasPast);
}
