using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>The result of a row on its way to the journal.</summary>
/// <param name="Prompt">The number of its prompt in the index; -1 if the input no longer has it.</param>
/// <param name="Entry">What the journal keeps of it.</param>
/// <param name="Again">Whether it had failed before in this run.</param>
/// <param name="MayPass">Whether another round may succeed.</param>
/// <param name="IsLeft">Whether a batch leaves it to live calls, so that it has not failed yet.</param>
internal readonly record struct KeptRow(int Prompt, JournalEntry Entry, bool Again, bool MayPass, bool IsLeft = false)
{
    /// <summary>The id of the row in its batch; null if it was a live call.</summary>
    public string? Id { get; init; }

    /// <summary>What a batch saved beside a live call in USD, if this is the row's first answer; null if a price is unknown.</summary>
    public decimal? Saved { get; init; } = 0m;
}
