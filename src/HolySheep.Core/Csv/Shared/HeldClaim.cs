using System.Threading;
using HolySheep.Csv.Running;
using HolySheep.Jobs;

namespace HolySheep.Csv.Shared;

/// <summary>A chunk that this process holds.</summary>
/// <param name="claim">The chunk.</param>
/// <param name="asker">Asks about its rows.</param>
internal sealed class HeldClaim(JobClaim claim, RowAsker asker)
{
    private int _left = claim.Rows.Count;

    public JobClaim Claim => claim;

    public RowAsker Asker => asker;

    /// <summary>True once another worker may take it: no more of its rows are sent.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Counts a row that has its result; true if it was the last.</summary>
    public bool CountKept() => Interlocked.Decrement(ref _left) == 0;
}
