using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Postgres.Schema;
using HolySheep.Time;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace HolySheep.Postgres.Connections;

/// <summary>The connections to one database. A statement that a call waits for is limited; after failures no call asks until a check in the background has found the database quick again.</summary>
internal sealed class PostgresDatabase : IDisposable
{
    private static readonly TimeSpan FirstCheck = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LastCheck = TimeSpan.FromSeconds(10);
    private readonly object _gate = new();
    private readonly PostgresLimits _limits;
    private readonly TimeProvider _timeProvider;
    private readonly NpgsqlDataSource _source;
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline _calls;
    private readonly ResiliencePipeline _work;
    private readonly ResiliencePipeline _opening;
    private readonly CancellationTokenSource _closed = new();
    private Task? _opened;
    private volatile PostgresFault? _fault;

    public PostgresDatabase(ConnectionText connection, PostgresLimits limits, TimeProvider timeProvider)
    {
        (Connection, _limits, _timeProvider) = (connection, limits, timeProvider);
        Clock = new ServerClock(timeProvider, limits.UsesServerTime);
        Names = new SchemaName(connection.Schema);
        var builder = new NpgsqlSlimDataSourceBuilder(connection.Text);
        builder.EnableTransportSecurity();
        builder.EnableArrays();
        _source = builder.Build();
        _calls = Pipeline(limits.Statement, breaks: true);
        _work = Pipeline(limits.Work, breaks: false);
        _opening = Pipeline(limits.Opening, breaks: false);
    }

    public ConnectionText Connection { get; }

    public ServerClock Clock { get; }

    public SchemaName Names { get; }

    /// <summary>Why the database is not asked now; null if it is, or if nothing was asked yet.</summary>
    public PostgresFault? Fault => _fault;

    /// <summary>The check in the background that began last; completes when it has found the database quick again.</summary>
    internal Task Recovery { get; private set; } = Task.CompletedTask;

    /// <summary>Runs a statement that a call waits for and that may be repeated.</summary>
    /// <returns>Its result; null if the database cannot be used.</returns>
    public async ValueTask<T?> TryAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> statement)
        where T : class
    {
        if (!await IsOpenAsync().ConfigureAwait(false))
        {
            return null;
        }

        try
        {
            return await RunAsync(_calls, statement, _closed.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresFault.Of(exception, Connection) is not null)
        {
            return null;
        }
    }

    /// <summary>Runs work that may take longer than a statement on the path of a call, and that may be repeated.</summary>
    /// <exception cref="PostgresFault">The database cannot be used.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync().ConfigureAwait(false))
        {
            throw _fault ?? new PostgresFault($"{Connection.Name} is closed", isPermanent: false);
        }

        try
        {
            return await RunAsync(_work, work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresFault.Of(exception, Connection, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _source.Dispose();
    }

    private async Task<T> RunAsync<T>(ResiliencePipeline pipeline, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(
            static async (run, token) =>
            {
                var connection = await run.Source.OpenConnectionAsync(token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await run.Work(connection, token).ConfigureAwait(false);
                }
            },
            (Source: _source, Work: work),
            cancellationToken).ConfigureAwait(false);

    private ValueTask<bool> IsOpenAsync()
    {
        if (_fault is not null || _closed.IsCancellationRequested)
        {
            return new ValueTask<bool>(false);
        }

        Task opened;
        lock (_gate)
        {
            opened = _opened ??= OpenAsync();
        }

        return opened.IsCompletedSuccessfully ? new ValueTask<bool>(_fault is null) : new ValueTask<bool>(WhenOpenedAsync(opened));
    }

    private async Task<bool> WhenOpenedAsync(Task opened)
    {
        await opened.ConfigureAwait(false);
        return _fault is null;
    }

    /// <summary>Opens the first connection, and creates or migrates the schema; a fault is kept, and the check in the background begins.</summary>
    private async Task OpenAsync()
    {
        try
        {
            await PrepareAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresFault.Of(exception, Connection) is { } fault)
        {
            GiveUp(fault);
        }
    }

    private Task PrepareAsync() => RunAsync(
        _opening,
        async (connection, token) =>
        {
            await SchemaMigration.EnsureAsync(connection, Names, token).ConfigureAwait(false);
            await AskTimeAsync(connection, token).ConfigureAwait(false);
            return true;
        },
        _closed.Token);

    private async Task AskTimeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var sentAt = _timeProvider.GetTimestamp();
        var command = new NpgsqlCommand("SELECT clock_timestamp() AT TIME ZONE 'UTC'", connection);
        await using (command.ConfigureAwait(false))
        {
            Clock.Learn(sentAt, (DateTime)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!);
        }
    }

    private void GiveUp(PostgresFault fault)
    {
        if (Interlocked.CompareExchange(ref _fault, fault, null) is null && !_closed.IsCancellationRequested)
        {
            Recovery = RecoverAsync();
        }
    }

    /// <summary>Asks again and again, off the path of calls, until the database answers within the limit of a statement.</summary>
    private async Task RecoverAsync()
    {
        for (var wait = FirstCheck; ; wait = wait + wait < LastCheck ? wait + wait : LastCheck)
        {
            try
            {
                await Pause.ForAsync(_timeProvider, wait, _closed.Token).ConfigureAwait(false);
                await PrepareAsync().ConfigureAwait(false);
                var sentAt = _timeProvider.GetTimestamp();
                await RunAsync(
                    _opening,
                    async (connection, token) =>
                    {
                        await AskTimeAsync(connection, token).ConfigureAwait(false);
                        return true;
                    },
                    _closed.Token).ConfigureAwait(false);
                if (_timeProvider.GetElapsedTime(sentAt) <= _limits.Statement)
                {
                    await _control.CloseAsync(_closed.Token).ConfigureAwait(false);
                    _fault = null;
                    return;
                }
            }
            catch (OperationCanceledException) when (_closed.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (PostgresFault.Of(exception, Connection) is { } fault)
            {
                _fault = fault;
            }
        }
    }

    private ResiliencePipeline Pipeline(TimeSpan limit, bool breaks)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _timeProvider };
        if (breaks)
        {
            builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Exception is { } exception && PostgresFault.Of(exception, Connection) is not null),
                MinimumThroughput = 2,
                FailureRatio = 0.5,
                SamplingDuration = TimeSpan.FromSeconds(10),

                // It closes when the check in the background finds the database quick again.
                BreakDuration = TimeSpan.FromDays(1),
                ManualControl = _control,
                OnOpened = arguments =>
                {
                    if (arguments.Outcome.Exception is { } exception && PostgresFault.Of(exception, Connection) is { } fault)
                    {
                        GiveUp(fault);
                    }

                    return default;
                },
            });
        }

        return builder
            .AddTimeout(new TimeoutStrategyOptions { Timeout = limit })
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome.Exception is { } exception && PostgresFault.IsLostConnection(exception)),
                MaxRetryAttempts = 2,
                Delay = TimeSpan.Zero,
            })
            .Build();
    }
}
