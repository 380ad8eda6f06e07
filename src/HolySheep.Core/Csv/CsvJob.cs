using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Planning;
using HolySheep.Csv.Running;
using HolySheep.Errors;

namespace HolySheep.Csv;

/// <summary>Asks a model about every row of a CSV file and writes the rows with their answers; whatever ends it, the same command goes on where it stopped.</summary>
public sealed class CsvJob
{
    private readonly HolySheepClient _client;
    private readonly JobSetup _setup;
    private readonly List<string> _warnings = [];

    /// <summary>Prepares a job: reads the header, and refuses what could not be done; nobody is called and nothing is written.</summary>
    /// <exception cref="HolySheepException">The file cannot be read, or the options do not fit.</exception>
    public CsvJob(HolySheepClient client, CsvJobOptions options)
    {
        _client = client;
        _setup = new JobSetup(client, options);
    }

    /// <summary>Told at once, before any row is asked, of what makes rows be paid again; from any thread.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>How a run goes on that was ended, in one sentence.</summary>
    public string HowToGoOn => $"The same command goes on where this one stops: every answer is kept in {_setup.Paths.Journal}.";

    /// <summary>Says what a run would do; nobody is called and nothing is written.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HolySheepException">The file cannot be read.</exception>
    public Task<CsvJobPlan> PlanAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => JobPlanner.Plan(_client, _setup, cancellationToken), cancellationToken);

    /// <summary>Runs the job to its end, or until something stops it.</summary>
    /// <param name="progress">Receives how far it is, at most five times a second, from any thread but never two at once.</param>
    /// <param name="stop">Begins no more rows and gives those under way <see cref="CsvJobOptions.StopGrace"/>.</param>
    /// <param name="cancellationToken">Ends the calls under way at once.</param>
    /// <exception cref="HolySheepException">The file cannot be read, another run holds the output, or no row could be answered, as with a refused key; answers so far are kept.</exception>
    public async Task<CsvJobSummary> RunAsync(Action<CsvJobProgress>? progress = null, CancellationToken stop = default, CancellationToken cancellationToken = default)
    {
        _setup.Prompt.ThrowIfMissing(_setup.Header);
        _client.WarmUp();
        progress?.Invoke(new CsvJobProgress { Phase = CsvJobPhase.Reading, Rows = 0, Done = 0, Failed = 0, InFlight = 0, Limit = _setup.Options.ThrottleLimit, RowsPerSecond = 0, Cost = 0 });
        using var run = await Task.Run(() => JobRun.Begin(_client, _setup, progress, _warnings.Add, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (run.JournalDamage is { } damage)
        {
            // Before any row is asked, and in the summary once more.
            _warnings.Add(damage);
            Notice?.Invoke(damage);
        }

        return await run.RunAsync(_warnings, stop, cancellationToken).ConfigureAwait(false);
    }
}
