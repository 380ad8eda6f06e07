using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace HolySheep.Postgres.Records;

/// <summary>Brings what other machines changed. Calls that ask at the same time share one statement, which began after each of them.</summary>
internal sealed class RecordFeed(RecordStatements statements, RecordTable table)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Action<string, string?>> _readers = new(StringComparer.Ordinal);
    private Task _running = Task.CompletedTask;
    private Task? _next;
    private long _mark;

    /// <summary>Registers who takes the records of a kind, with the name and the value of each.</summary>
    public void Tell(string kind, Action<string, string?> reader) => _readers.Add(kind, reader);

    /// <summary>Reads the changes; changes nothing if the database cannot be used.</summary>
    public Task RefreshAsync()
    {
        lock (_gate)
        {
            if (_running.IsCompleted)
            {
                return _running = ReadAsync();
            }

            return _next ??= AfterAsync(_running);
        }
    }

    private async Task AfterAsync(Task running)
    {
        await running.ConfigureAwait(false);
        Task reading;
        lock (_gate)
        {
            _next = null;
            reading = _running = ReadAsync();
        }

        await reading.ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        if (await statements.ReadChangesAsync(_mark).ConfigureAwait(false) is not { } changes)
        {
            return;
        }

        foreach (var (key, record) in changes.Records)
        {
            table.Learn(key, record);
            if (_readers.TryGetValue(key.Kind, out var reader))
            {
                reader(key.Name, record.Value);
            }
        }

        _mark = changes.Mark;
    }
}
