using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Spend.History;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Ledger.Sqlite.Leases;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Reads the ledger in <c>ledger.db</c>, with everything that lies in logs next to it. Every operation completes at once.</summary>
/// <param name="file">The file.</param>
/// <param name="memory">Gives the open database of a ledger in memory; null before its first call.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class SqliteLedgerRecords(ILedgerPlace file, Func<ISqlDatabase?> memory, TimeProvider timeProvider) : ILedgerRecords
{
    public ValueTask<LedgerReading> ReadAsync(LedgerQuestion question, CancellationToken cancellationToken = default) => new(Read(session => new LedgerReading(
        [.. question.Ranges.Select(range => UsageRows.Read(session, range))],
        [.. question.Budgets.Select(asked => BudgetRows.Read(session, asked.Budget, asked.Window))])
    {
        Leased = [.. question.Budgets.Select(asked => LeaseRows.Held(session, asked.Budget, asked.Window))],
    }) ?? LedgerReading.Empty(question));

    public ValueTask<IReadOnlyList<StoredAttempt>> ReadCallsAsync(string from, string before, int most, CancellationToken cancellationToken = default) =>
        new(Read(session => CallRows.Read(session, from, before, most)) ?? []);

    public ValueTask<AnswerLengths> ReadLengthsAsync(AnswerKind kind, string job, CancellationToken cancellationToken = default) =>
        new(Read(session => OutputRows.Lengths(session, kind, job)) ?? AnswerLengths.None);

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken = default)
    {
        if (file.IsMemory)
        {
            return default;
        }

        try
        {
            return new ValueTask<string?>(Read(LedgerCheck.Fault) is { } fault
                ? $"The ledger {file.Name} is damaged: {fault}. The figures may be wrong; restore a backup if you have one. If you move the file away, a new ledger starts at zero."
                : null);
        }
        catch (HolySheepException exception)
        {
            return new ValueTask<string?>(exception.Message);
        }
    }

    public ValueTask<long> PruneAsync(DateTimeOffset? before, long? maxBytes, CancellationToken cancellationToken = default) => new(With(database =>
    {
        // Log lines that are not imported yet would become rows again.
        Import(database, static _ => true);
        var gone = before is { } time ? Prune(database, _ => time) : 0;
        for (long more = 1; more > 0 && maxBytes is { } bytes; gone += more)
        {
            // The size of an attempt is known only after some were deleted.
            cancellationToken.ThrowIfCancellationRequested();
            more = Prune(database, session => LedgerPruning.TimeFor(session, bytes));
        }

        return gone;
    }));

    private static long Prune(ISqlDatabase database, Func<ISqlSession, DateTimeOffset?> before)
    {
        var gone = database.Write(session => before(session) is { } time ? LedgerPruning.Before(session, time) : 0);
        if (gone > 0)
        {
            database.Read(static session =>
            {
                session.Compact();
                return true;
            });
        }

        return gone;
    }

    /// <summary>Reads settled attempts; what ended processes left open is booked first.</summary>
    private T? Read<T>(Func<ISqlSession, T> read) => With(database =>
    {
        Recover(database);
        return database.ReadSnapshot(read);
    });

    private void Recover(ISqlDatabase database)
    {
        var now = timeProvider.GetUtcNow();
        try
        {
            Import(database, session =>
            {
                ProcessRows.Recover(session, now);
                return LeaseRecovery.Resolve(session, file, now);
            });
        }
        catch (DatabaseException exception) when (exception.Fault == DatabaseFault.ReadOnly && LogPart.Beside(file.Path).Count == 0)
        {
            // Who may only read sees what the others have written; attempts that ended processes left open stay reserved until one of them books them.
        }
    }

    private void Import(ISqlDatabase database, Func<ISqlSession, bool> work) => LogRows.WriteAfterImport(database, file, ThrowDamaged, work);

    // Reported once: the rest of the ledger can be read the next time.
    private static void ThrowDamaged(string message) => throw new HolySheepException(ErrorCode.LedgerUnusable, message, "Repeat the command to see what is in the ledger.");

    /// <exception cref="HolySheepException">The ledger cannot be used.</exception>
    private T? With<T>(Func<ISqlDatabase, T> use)
    {
        if (file.IsMemory)
        {
            return memory() is { } opened ? use(opened) : default;
        }

        if (!file.Exists)
        {
            return default;
        }

        return Use(file, timeProvider, use);
    }

    /// <summary>Uses a ledger, which is created if it does not exist.</summary>
    /// <exception cref="HolySheepException">It cannot be used, or it was damaged and is set aside.</exception>
    public static T Use<T>(ILedgerPlace file, TimeProvider timeProvider, Func<ISqlDatabase, T> use)
    {
        try
        {
            using var database = file.Open(timeProvider, out var setAside);
            if (setAside is not null)
            {
                throw new HolySheepException(ErrorCode.LedgerUnusable, $"The ledger {file.Name} was damaged and is kept as '{setAside}': earlier spending is lost.",
                    "The next call creates a new ledger.");
            }

            return use(database);
        }
        catch (DatabaseException exception)
        {
            throw new HolySheepException(ErrorCode.LedgerUnusable, $"The ledger {exception.Message}.", file.Remedy + ".", exception);
        }
    }
}
