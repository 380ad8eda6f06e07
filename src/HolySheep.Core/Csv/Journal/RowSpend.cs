namespace HolySheep.Csv.Journal;

/// <summary>What the calls of a row have spent; the default is nothing.</summary>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="Known">The cost of those whose price is known, in USD.</param>
/// <param name="HasUnknown">Whether a price is unknown.</param>
internal readonly record struct RowSpend(int Attempts, decimal Known, bool HasUnknown)
{
    /// <summary>The cost of all attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost => HasUnknown ? null : Known;

    /// <summary>What an entry of a journal says.</summary>
    public static RowSpend Of(JournalEntry entry) => default(RowSpend).And(entry.Attempts, entry.Cost);

    /// <summary>This and one more call.</summary>
    public RowSpend And(int attempts, decimal? cost) => new(Attempts + attempts, Known + (cost ?? 0m), HasUnknown || cost is null);
}
