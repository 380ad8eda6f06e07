using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Jobs;
using HolySheep.Time;

namespace HolySheep.Csv.Shared;

/// <summary>The database of shared jobs, as one process uses it: an operation is repeated until the database has been away for a minute, which stops the work; work that is stopped waits 5 s.</summary>
/// <param name="clock">The clock.</param>
/// <param name="stop">Stops the work.</param>
internal sealed class SharedLink(TimeProvider clock, JobStop stop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceOnceStopped = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs an operation.</summary>
    /// <param name="operation">The operation, which may be repeated.</param>
    /// <param name="cancel">Ends the tries.</param>
    /// <returns>Whether it succeeded, and its result.</returns>
    public async Task<(bool IsDone, T? Result)> TryAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancel)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return (true, await operation(cancel).ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return default;
            }
            catch (JobStoreException exception)
            {
                if (!await MayGoOnAsync(exception, since, cancel).ConfigureAwait(false))
                {
                    return default;
                }
            }
        }
    }

    /// <summary>Runs an operation without a result.</summary>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> operation, CancellationToken cancel) => (await TryAsync(
        async token =>
        {
            await operation(token).ConfigureAwait(false);
            return true;
        },
        cancel).ConfigureAwait(false)).IsDone;

    private async Task<bool> MayGoOnAsync(JobStoreException exception, long since, CancellationToken cancel)
    {
        if (exception.PermanentCode is { } code)
        {
            stop.Stop(CsvStopReason.Failed, exception.Message, new HolySheepException(code, $"The shared job cannot be used: {exception.Message}.", "Check the connection string that 'state.connection' of the configuration names, and the rights of its role.", exception));
            return false;
        }

        if (clock.GetElapsedTime(since) >= (stop.IsStopped ? PatienceOnceStopped : Patience))
        {
            stop.Stop(CsvStopReason.DatabaseLost, FormattableString.Invariant($"The database of the shared job has been away for {Patience.TotalSeconds:0} s: {exception.Message}"));
            return false;
        }

        return await Pause.TryForAsync(clock, BetweenTries, cancel).ConfigureAwait(false);
    }
}
