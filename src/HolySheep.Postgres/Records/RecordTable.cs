using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Postgres.Records;

/// <summary>Changes records in one step among all machines: decides on what it last read, writes if nothing else was written meanwhile, and otherwise decides again on what the reply brought.</summary>
/// <param name="statements">The statements.</param>
internal sealed class RecordTable(RecordStatements statements)
{
    // Each failed try means that another process has succeeded; with this many something else is wrong.
    private const int MostTries = 1_000;
    private readonly ConcurrentDictionary<RecordKey, StoredRecord> _known = new();
    private readonly ConcurrentDictionary<RecordKey, SemaphoreSlim> _gates = new();

    /// <summary>Takes what a reading of changes brought.</summary>
    public void Learn(RecordKey key, StoredRecord record) => _known[key] = record;

    /// <summary>Changes records.</summary>
    /// <param name="keys">The records, in an order that all callers share.</param>
    /// <param name="tellsOthers">Whether other processes are to learn the change.</param>
    /// <param name="decide">Decides on their values; called again for each try.</param>
    /// <returns>Whether the database could be used, and the last decision.</returns>
    public async ValueTask<(bool IsDone, T Outcome)> ChangeAsync<T>(IReadOnlyList<RecordKey> keys, IReadOnlyList<bool> tellsOthers, Func<IReadOnlyList<string?>, RecordStep<T>> decide)
    {
        // The calls of this process do not compete with each other.
        var gates = keys.Select(key => _gates.GetOrAdd(key, static _ => new SemaphoreSlim(1, 1))).ToList();
        foreach (var gate in gates)
        {
            await gate.WaitAsync().ConfigureAwait(false);
        }

        try
        {
            return await TryAsync(keys, tellsOthers, decide).ConfigureAwait(false);
        }
        finally
        {
            gates.ForEach(static gate => gate.Release());
        }
    }

    private async ValueTask<(bool IsDone, T Outcome)> TryAsync<T>(IReadOnlyList<RecordKey> keys, IReadOnlyList<bool> tellsOthers, Func<IReadOnlyList<string?>, RecordStep<T>> decide)
    {
        var isCurrent = false;
        for (var tries = 0; ; tries++)
        {
            IReadOnlyList<StoredRecord> last = [.. keys.Select(key => _known.GetValueOrDefault(key, StoredRecord.Missing))];
            var step = decide([.. last.Select(static record => record.Value)]);
            if (step.Values is null && (isCurrent || !step.MustBeCurrent))
            {
                return (true, step.Outcome);
            }

            if (step.Values is not { } values)
            {
                if (await statements.ReadAsync(keys).ConfigureAwait(false) is not { } read)
                {
                    return (false, step.Outcome);
                }

                isCurrent = true;
                Keep(keys, read);
                continue;
            }

            var version = NewVersion();
            if (tries == MostTries || await statements.SwapAsync(keys, last, version, values, tellsOthers).ConfigureAwait(false) is not { } reply)
            {
                return (false, step.Outcome);
            }

            isCurrent = true;
            Keep(keys, reply.IsSwapped ? [.. values.Select(value => new StoredRecord(version, value))] : reply.Records);
            if (reply.IsSwapped)
            {
                step.WhenWritten?.Invoke();
                return (true, step.Outcome);
            }
        }
    }

    private void Keep(IReadOnlyList<RecordKey> keys, IReadOnlyList<StoredRecord> records)
    {
        for (var place = 0; place < keys.Count; place++)
        {
            _known[keys[place]] = records[place];
        }
    }

    /// <summary>A version that no other write has.</summary>
    private static long NewVersion() => BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) & long.MaxValue | 1;
}
