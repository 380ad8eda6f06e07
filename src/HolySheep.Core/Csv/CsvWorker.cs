using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Running;
using HolySheep.Csv.Shared;
using HolySheep.Errors;

namespace HolySheep.Csv;

/// <summary>Works on the shared jobs of all machines, with the configuration and the keys of this one.</summary>
public sealed class CsvWorker
{
    private readonly HolySheepClient _client;
    private readonly CsvWorkerOptions _options;

    /// <summary>Prepares a worker.</summary>
    /// <exception cref="HolySheepException">The options are not valid.</exception>
    public CsvWorker(HolySheepClient client, CsvWorkerOptions options)
    {
        JobSetup.CheckThrottle(options.ThrottleLimit);
        (_client, _options) = (client, options);
    }

    /// <summary>Works until it is stopped or, if wanted, nothing is left.</summary>
    /// <param name="progress">Receives how far the job of the last row is over all machines, from any thread but never from two at once.</param>
    /// <param name="stop">Takes no more rows and gives the calls under way <see cref="CsvWorkerOptions.StopGrace"/>.</param>
    /// <param name="cancellationToken">Cancels the calls under way.</param>
    /// <exception cref="HolySheepException">State is not in a database that machines share, or no row can be answered here, as with a refused key.</exception>
    public async Task<CsvWorkerSummary> RunAsync(Action<CsvJobProgress>? progress = null, CancellationToken stop = default, CancellationToken cancellationToken = default)
    {
        using var warnings = new JobWarnings(_client.Resources);
        _client.WarmUp();
        using var run = new WorkerRun(_client, _options, warnings, progress);
        return await run.RunAsync(stop, cancellationToken).ConfigureAwait(false);
    }
}
