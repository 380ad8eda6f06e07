using HolySheep.Csv.Running;

namespace HolySheep.Csv.Shared;

/// <summary>A row of a chunk that this process holds.</summary>
/// <param name="Claim">The chunk.</param>
/// <param name="Waiting">The row, under a number that no other row of the process has.</param>
internal sealed record HeldRow(HeldClaim Claim, WaitingRow Waiting);
