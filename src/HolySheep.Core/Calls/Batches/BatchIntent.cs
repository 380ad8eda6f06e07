using System;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls.Batches;

/// <summary>The intent of a batch, which is kept before anything of it is sent: with it, another process finds the batch and its books again.</summary>
/// <param name="Name">The name of the batch: unique, of letters, digits, hyphens and underscores, at most 48 of them. Ids of its rows begin with it.</param>
/// <param name="At">When it was made.</param>
internal sealed record BatchIntent(string Name, DateTimeOffset At)
{
    /// <summary>The call of a row in the ledger.</summary>
    /// <param name="id">The id of the row.</param>
    public string CallOf(string id) => LedgerCallId.Of(At, id);
}
