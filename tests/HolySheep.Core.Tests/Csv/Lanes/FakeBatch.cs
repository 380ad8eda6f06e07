using System.Collections.Generic;

namespace HolySheep.Csv.Lanes;

/// <summary>A batch that a fake desk has accepted.</summary>
internal sealed record FakeBatch(string Id, string Name, IReadOnlyList<(string Id, string Text)> Rows)
{
    /// <summary>The mark of the key whose account has it.</summary>
    public string? KeyMark { get; init; }

    public int Polls { get; set; }

    public bool IsCancelled { get; set; }

    /// <summary>The rows that are answered, the first of the batch; null if all are, unless it was cancelled.</summary>
    public int? Done { get; set; }
}
