using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Spend.History;

namespace HolySheep.Spend.Ledger;

/// <summary>The reading side of a ledger: what is booked in it, by this and by all other processes. A ledger that does not exist counts as empty.</summary>
internal interface ILedgerRecords
{
    /// <summary>Reads what was used and what budgets have spent, all from one moment. What ended processes left open is booked first.</summary>
    /// <exception cref="HolySheepException">The ledger cannot be used, or a part of it is damaged.</exception>
    ValueTask<LedgerReading> ReadAsync(LedgerQuestion question, CancellationToken cancellationToken = default);

    /// <summary>The attempts of the last calls in a range of ids: the newest call first, and the attempts of a call together in any order. Without what was booked and never sent, and without reused answers.</summary>
    /// <param name="from">The lowest id.</param>
    /// <param name="before">The id before which they end.</param>
    /// <param name="most">The maximum number of attempts; those of the last call may be incomplete if there are as many.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HolySheepException">The ledger cannot be used, or a part of it is damaged.</exception>
    ValueTask<IReadOnlyList<StoredAttempt>> ReadCallsAsync(string from, string before, int most, CancellationToken cancellationToken = default);

    /// <summary>The lengths of a model's last answers to prompts of a kind: those of one job if there are <see cref="AnswerLengths.Enough"/> of them, otherwise those of all calls.</summary>
    /// <param name="kind">The model and the kind of prompt.</param>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HolySheepException">The ledger cannot be used, or a part of it is damaged.</exception>
    ValueTask<AnswerLengths> ReadLengthsAsync(AnswerKind kind, string job, CancellationToken cancellationToken = default);

    /// <summary>The fault of the ledger, for people; null if none is known.</summary>
    ValueTask<string?> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes old settled attempts; the sums that budgets count stay.</summary>
    /// <param name="before">The time before which attempts are deleted; null means no limit.</param>
    /// <param name="maxBytes">The maximum size of the rest in bytes; null means no limit.</param>
    /// <param name="cancellationToken">Cancels the deletion between two steps.</param>
    /// <returns>The number of deleted attempts.</returns>
    /// <exception cref="HolySheepException">The ledger cannot be written.</exception>
    ValueTask<long> PruneAsync(DateTimeOffset? before, long? maxBytes, CancellationToken cancellationToken = default);
}
