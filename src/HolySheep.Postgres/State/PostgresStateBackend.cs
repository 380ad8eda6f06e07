using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Records;
using HolySheep.State;
using HolySheep.Time;

namespace HolySheep.Postgres.State;

/// <summary>Shares state between machines.</summary>
internal sealed class PostgresStateBackend : IStateBackend
{
    private readonly PostgresDatabase _database;
    private readonly PostgresLimits _settings;
    private readonly TimeProvider _timeProvider;
    private readonly PostgresLimitStore _limits;
    private readonly PostgresLatencyStore _latencies;
    private readonly PostgresMeasurementStore _measurements;
    private int _isTold;
    private bool _isClosed;

    public PostgresStateBackend(PostgresDatabase database, PostgresLimits settings, TimeProvider timeProvider)
    {
        (_database, _settings, _timeProvider) = (database, settings, timeProvider);
        var statements = new RecordStatements(database, timeProvider);
        var records = new RecordTable(statements);
        var feed = new RecordFeed(statements, records);
        Health = new PostgresHealthStore(records, feed, database.Clock);
        Turns = new PostgresTurnStore(database);
        Splits = new PostgresSplitStore(records, feed, database.Clock);
        _limits = new PostgresLimitStore(records, feed, database, timeProvider);
        _latencies = new PostgresLatencyStore(records, feed, timeProvider);
        _measurements = new PostgresMeasurementStore(records, feed, database.Clock, timeProvider);
    }

    public IHealthStore Health { get; }

    public ITurnStore Turns { get; }

    public ILimitStore Limits => _limits;

    public ILatencyStore Latencies => _latencies;

    public ISplitStore Splits { get; }

    public IMeasurementStore Measurements => _measurements;

    public string? TakeWarning() => _database.Fault is { } fault && Interlocked.Exchange(ref _isTold, 1) == 0
        ? $"Health, limits, turns and splits are kept in this process and not shared until the database can be used: {fault.Message}."
        : null;

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        StoreWait.For(new ValueTask(CloseAsync()));
        _latencies.Dispose();
        _measurements.Dispose();
    }

    private async Task CloseAsync()
    {
        using var enough = new CancellationTokenSource();
        var closing = Task.WhenAll(_latencies.FlushAsync(), _measurements.FlushAsync(), Task.Run(_limits.Dispose));
        await Task.WhenAny(closing, Pause.ForAsync(_timeProvider, _settings.Closing, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
    }
}
