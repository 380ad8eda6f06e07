using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;

namespace HolySheep.Csv.Shared;

/// <summary>A row of a chunk that this process holds.</summary>
/// <param name="Claim">The chunk.</param>
/// <param name="Number">A number that no other row of the process has.</param>
/// <param name="Key">Its key.</param>
/// <param name="Text">Its prompt.</param>
internal sealed record HeldRow(HeldClaim Claim, int Number, RowKey Key, string Text)
{
    public WaitingRow Waiting => new(Number, Key, Text);
}
