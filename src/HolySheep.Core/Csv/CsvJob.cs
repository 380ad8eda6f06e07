using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Batches;
using HolySheep.Csv.Planning;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv;

/// <summary>Asks a model about every row of a CSV file and writes the rows with their answers. A job that ends early continues when it is run again.</summary>
public sealed class CsvJob
{
    private readonly HolySheepClient _client;
    private readonly JobSetup _setup;
    private volatile bool _hasJournal;

    /// <summary>Prepares a job: reads the header and checks the options. Makes no call and writes nothing.</summary>
    /// <exception cref="HolySheepException">The file cannot be read, or the options are not valid.</exception>
    public CsvJob(HolySheepClient client, CsvJobOptions options)
        : this(client, options, client.BatchesOf)
    {
    }

    /// <param name="client">Asks.</param>
    /// <param name="options">The options.</param>
    /// <param name="findDesk">Gives the batches of a target; null if its provider has no batch API.</param>
    internal CsvJob(HolySheepClient client, CsvJobOptions options, Func<RouteCandidate, IBatchDesk?> findDesk)
    {
        _client = client;
        _setup = new JobSetup(client, options, findDesk);
    }

    /// <summary>Receives, before any row is sent, a message about rows that are paid again; called from any thread.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>How to continue a run that ended early, in one sentence; null before the run has its journal.</summary>
    public string? HowToGoOn => !_hasJournal ? null : $"Run the same command to continue: every answer is kept in {_setup.Paths.Journal}.";

    /// <summary>Calculates what a run would do, without any call or write.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HolySheepException">The file cannot be read.</exception>
    public Task<CsvJobPlan> PlanAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => JobPlanner.PlanAsync(_client, _setup, cancellationToken), cancellationToken);

    /// <summary>Runs the job to its end, or until something stops it.</summary>
    /// <param name="progress">Receives the progress at most five times a second, from any thread but never from two at once.</param>
    /// <param name="stop">Starts no more rows and gives the calls under way <see cref="CsvJobOptions.StopGrace"/>.</param>
    /// <param name="cancellationToken">Cancels the calls under way.</param>
    /// <exception cref="HolySheepException">The file cannot be read, another run holds the output, or no row can be answered, as with a refused key. Answers so far are kept.</exception>
    public async Task<CsvJobSummary> RunAsync(Action<CsvJobProgress>? progress = null, CancellationToken stop = default, CancellationToken cancellationToken = default)
    {
        _setup.Prompt.ThrowIfMissing(_setup.Header);
        using var warnings = new JobWarnings(_client.Resources);
        _client.WarmUp();
        progress?.Invoke(new CsvJobProgress { Phase = CsvJobPhase.Reading, Rows = 0, Done = 0, Failed = 0, InFlight = 0, Limit = _setup.Options.ThrottleLimit, RowsPerSecond = 0, Cost = 0 });
        using var run = await Task.Run(() => JobRun.Begin(_client, _setup, progress, warnings.Add, cancellationToken), cancellationToken).ConfigureAwait(false);
        _hasJournal = true;
        if (run.JournalDamage is { } damage)
        {
            // Reported before any row is sent, and again in the summary.
            warnings.Add(damage);
            Notice?.Invoke(damage);
        }

        return await run.RunAsync(warnings, stop, cancellationToken).ConfigureAwait(false);
    }
}
