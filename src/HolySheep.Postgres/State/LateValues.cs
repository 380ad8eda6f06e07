using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Postgres.Records;

namespace HolySheep.Postgres.State;

/// <summary>Records to which values are only added. Calls do not wait: the first value of a while is written at once, later ones together after a second, and what is left when the process ends.</summary>
/// <typeparam name="TRecord">What a record holds.</typeparam>
/// <typeparam name="TValue">What is added to it.</typeparam>
internal sealed class LateValues<TRecord, TValue> : IDisposable
    where TRecord : class
{
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(1);
    private const int MostWaiting = 4_096;
    private readonly object _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly RecordTable _records;
    private readonly LateFormat<TRecord, TValue> _format;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private Task _writing = Task.CompletedTask;
    private bool _isDue;
    private long? _writtenAt;

    public LateValues(RecordTable records, RecordFeed feed, LateFormat<TRecord, TValue> format, TimeProvider timeProvider)
    {
        (_records, _format, _timeProvider) = (records, format, timeProvider);
        feed.Tell(format.Kind, Learn);
        _timer = timeProvider.CreateTimer(_ => Begin(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What this process knows of a record, with its own values.</summary>
    public TRecord Get(string name)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(name, out var entry) ? entry.Known : _format.Empty;
        }
    }

    /// <summary>Adds a value.</summary>
    public void Add(string name, TValue value)
    {
        lock (_gate)
        {
            var entry = Find(name);
            entry.Known = _format.Add(entry.Known, value);
            if (entry.Waiting.Count < MostWaiting)
            {
                entry.Waiting.Add(value);
            }

            if (_isDue)
            {
                return;
            }

            _isDue = true;
            if (_writtenAt is { } last && _timeProvider.GetElapsedTime(last) < BetweenWrites)
            {
                _timer.Change(BetweenWrites, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Begin();
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync()
    {
        Begin();
        Task writing;
        lock (_gate)
        {
            writing = _writing;
        }

        await writing.ConfigureAwait(false);
    }

    public void Dispose() => _timer.Dispose();

    private Entry Find(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            entry = new Entry(_format.Empty);
            _entries.Add(name, entry);
        }

        return entry;
    }

    private void Learn(string name, string? value)
    {
        lock (_gate)
        {
            var entry = Find(name);
            entry.Known = entry.Leaving.Concat(entry.Waiting).Aggregate(_format.Read(value), _format.Add);
        }
    }

    private void Begin()
    {
        lock (_gate)
        {
            _isDue = false;
            _writtenAt = _timeProvider.GetTimestamp();
            _writing = WriteAsync(_writing);
        }
    }

    private async Task WriteAsync(Task last)
    {
        await last.ConfigureAwait(false);
        List<(string Name, Entry Entry)> leaving = [];
        lock (_gate)
        {
            foreach (var (name, entry) in _entries.Where(static entry => entry.Value.Waiting.Count > 0))
            {
                (entry.Leaving, entry.Waiting) = (entry.Waiting, []);
                leaving.Add((name, entry));
            }
        }

        foreach (var (name, entry) in leaving)
        {
            var (isDone, written) = await _records.ChangeAsync<TRecord>([new RecordKey(_format.Kind, name)], [true], values =>
            {
                var next = entry.Leaving.Aggregate(_format.Read(values[0]), _format.Add);
                return new RecordStep<TRecord>(next, [_format.Write(next)]);
            }).ConfigureAwait(false);
            lock (_gate)
            {
                // Values that cannot be written stay in the process alone: they are of use for minutes only.
                entry.Leaving = [];
                entry.Known = isDone ? entry.Waiting.Aggregate(written, _format.Add) : entry.Known;
            }
        }
    }

    private sealed class Entry(TRecord known)
    {
        public TRecord Known { get; set; } = known;

        public List<TValue> Waiting { get; set; } = [];

        public List<TValue> Leaving { get; set; } = [];
    }
}
