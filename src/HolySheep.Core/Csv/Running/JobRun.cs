using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Guard;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes;
using HolySheep.Csv.Reporting;
using HolySheep.Csv.Writing;
using HolySheep.Errors;
using HolySheep.Files;
using HolySheep.Time;

namespace HolySheep.Csv.Running;

/// <summary>One run of a job, from the lock to the summary.</summary>
internal sealed class JobRun : IDisposable
{
    private readonly HolySheepClient _client;
    private readonly TimeProvider _clock;
    private readonly JobSetup _setup;
    private readonly JobLock _lock;
    private readonly RowIndex _index;
    private readonly JournalWriter _journal;
    private readonly SettledRows _settled;
    private readonly JobBatches _batches = new();
    private readonly JobStop _stop = new();
    private readonly JobTally _tally = new();
    private readonly RowGate _gate;
    private readonly IRowWork _work;
    private readonly JobMeter _meter;
    private readonly long _journalBegin;
    private readonly long _startedAt;
    private readonly DateTimeOffset _startedOn;

    private JobRun(HolySheepClient client, JobSetup setup, JobLock held, Action<CsvJobProgress>? progress, Action<string> warn, CancellationToken cancel)
    {
        _client = client;
        _clock = client.Clock;
        _startedAt = _clock.GetTimestamp();
        _startedOn = _clock.GetUtcNow();
        _setup = setup;
        _lock = held;
        _index = JobIndexing.Read(setup, warn, seen: null, cancel);
        if (setup.Options.Restart)
        {
            if (JobBatches.Of(setup.Paths.Journal).Forgotten() is { } forgotten)
            {
                warn(forgotten);
            }

            // An earlier check has confirmed that it is a journal.
            File.Delete(OwnerFile.FinalTarget(setup.Paths.Journal));
        }

        _gate = new RowGate(_clock, setup.Options.ThrottleLimit, setup.Options.MaxCost, _stop);
        _journal = JournalWriter.Open(setup.Paths.Journal, Recall, held.Token, Recall);
        _journalBegin = _journal.End;
        JournalDamage = DamageText.Of(setup.Paths.Journal, _journal.DamagedBytes, _journal.IsCutOff, _index);
        _settled = new SettledRows(_index);
        try
        {
            _work = RowWorks.Of(client, setup, _index, _batches, _journal, _settled, _gate, _tally, _stop);
        }
        catch
        {
            _journal.Dispose();
            throw;
        }

        _meter = new JobMeter(_clock, _index, _tally, _gate, _stop, () => _work, progress);
    }

    /// <summary>What damage to the journal costs; null if there is none.</summary>
    public string? JournalDamage { get; }

    /// <summary>Takes the lock, reads the input for the first time and loads the results of earlier runs.</summary>
    /// <exception cref="HolySheepException">Another run holds the output, or a file cannot be used.</exception>
    public static JobRun Begin(HolySheepClient client, JobSetup setup, Action<CsvJobProgress>? progress, Action<string> warn, CancellationToken cancel)
    {
        var held = JobLock.Take(setup.Paths, client.Clock);
        try
        {
            return new JobRun(client, setup, held, progress, warn, cancel);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Sends the rows, writes the output and returns the summary.</summary>
    public async Task<CsvJobSummary> RunAsync(JobWarnings warnings, CancellationToken stop, CancellationToken cancel)
    {
        // The caller may say from here on that the journal keeps every answer.
        _meter.Show();
        using var calls = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var ended = new CancellationTokenSource();
        using var onCancel = cancel.Register(() => _stop.Stop(CsvStopReason.Cancelled, "The run was cancelled."));
        using var onStop = stop.Register(() => _stop.Stop(CsvStopReason.Cancelled, "The run was stopped."));
        var ticking = new JobTicker(_setup, _clock, _journal, _gate, _stop, _meter).RunAsync(ended.Token);
        var patience = EndCallsAfterGraceAsync(stop, calls, ended.Token);
        var output = new JobOutput(_setup, _index, _settled, _journal, _journalBegin, _lock.Token) { Beside = _batches.Beside };
        bool? hasErrors = null;
        try
        {
            using var early = new EarlyOutput(output, _settled, cancel);
            _journal.FreeRoom = early.GiveUp;
            await _work.RunAsync(calls.Token).ConfigureAwait(false);
            _journal.Sync();
            if (!_stop.IsStopped)
            {
                hasErrors = WriteOutput(early, output, cancel);
                await BookReusedAsync(output).ConfigureAwait(false);
            }
        }
        finally
        {
            _journal.FreeRoom = null;
            ended.Cancel();
            await Task.WhenAll(ticking, patience).ConfigureAwait(false);
            await _work.EndAsync(isDone: hasErrors is not null && !_stop.IsStopped).ConfigureAwait(false);
        }

        var summary = Summarise(warnings.Collect(), hasErrors ?? false);
        RunReport.TryWrite(new RunFacts(_setup, summary, _startedOn, _stop.IsStopped ? StoppedCounts.Of(_setup, _index, cancel) : output.Counts, _clock.LocalTimeZone), _lock.Token);
        if (!_stop.IsStopped && !_batches.Left.Any() && JournalCompaction.IsDue(_journal.Entries, _index))
        {
            Compact();
        }

        _meter.Show();
        return _stop.Failure is null ? summary : throw _stop.Failure;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal.Dispose();
        _lock.Dispose();
        _stop.Dispose();
    }

    private void Recall(long offset, bool isAnswer, RowKey key)
    {
        var prompt = _index.Find(key);
        if (prompt >= 0 && (isAnswer || !_index.StateOf(prompt).IsSettled))
        {
            // A row that failed is sent again, unless the job of its batch is still under way.
            _index.Set(prompt, isAnswer ? RowState.Answered(offset)
                : _batches.IsUnderWay && _setup.Desk is not null ? RowState.Failed(offset, again: _setup.Options.LiveRest || _setup.Options.Lane == CsvLane.Auto)
                : RowState.Waiting(offset));
        }
    }

    private void Recall(BatchRecord step)
    {
        _batches.Recall(step);
        if (!_batches.IsUnderWay)
        {
            _index.ForgetFailures();
        }
    }

    /// <summary>Books the reused answers once the output exists: a run that was stopped has used none yet.</summary>
    private Task BookReusedAsync(JobOutput output) =>
        !_stop.IsStopped && output.Reused.For(_setup, _clock.GetUtcNow()) is { Count: > 0 } reused ? _client.Resources.Ledger.RecordReusedAsync(reused) : Task.CompletedTask;

    private bool? WriteOutput(EarlyOutput early, JobOutput output, CancellationToken cancel)
    {
        _meter.IsWriting = true;
        try
        {
            var hasErrors = early.Finish() ?? output.Write(cancel);
            if (!hasErrors && ByProduct.IsFailedRows(_setup.Paths.Errors))
            {
                // The files of an earlier run are no longer valid.
                File.Delete(_setup.Paths.Errors);
            }

            return hasErrors;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (HolySheepException exception)
        {
            _stop.Stop(CsvStopReason.InputChanged, exception.Message);
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            _stop.Stop(CsvStopReason.OutputUnwritable, $"{_setup.Paths.Out} cannot be written: {exception.Message}");
        }

        return null;
    }

    private async Task EndCallsAfterGraceAsync(CancellationToken stop, CancellationTokenSource calls, CancellationToken ended)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ended);
        try
        {
            await Pause.ForAsync(_clock, Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop, or finished.
        }

        try
        {
            await Pause.ForAsync(_clock, _setup.Options.StopGrace, ended).ConfigureAwait(false);
            calls.Cancel();
        }
        catch (OperationCanceledException)
        {
            // Finished before the time was up.
        }
    }

    private CsvJobSummary Summarise(IReadOnlyList<string> warnings, bool hasErrors)
    {
        var counts = JobCounts.Of(_index, _journalBegin);
        var duration = _clock.GetElapsedTime(_startedAt);
        var (_, _, spent, _) = _gate.Look();
        var lanes = _work.Report;
        var summary = new CsvJobSummary
        {
            Rows = _index.Rows,
            Succeeded = counts.Succeeded,
            Failed = counts.Failed,
            Reused = counts.Reused,
            Deduplicated = counts.Deduplicated,
            Cost = _tally.HasUnpriced ? null : spent + (lanes?.Reserved ?? 0m),
            EstimatedCost = lanes?.Reserved ?? 0m,
            Lane = _setup.Options.Lane,
            Lanes = lanes?.Shares ?? [],
            Batches = lanes?.Batches ?? [],
            Deadline = lanes?.Deadline,
            Agreement = lanes?.Agreement,
            Duration = duration,
            RowsPerSecond = duration > TimeSpan.Zero ? _tally.Asked / duration.TotalSeconds : 0,
            ExitCode = ExitCodeOf(counts),
            StopReason = _stop.Reason,
            Message = MessageOf(counts),
            OutPath = _setup.Paths.Out,
            ErrorPath = hasErrors ? _setup.Paths.Errors : null,
            ReportPath = _setup.Paths.Report,
            HtmlReportPath = _setup.Paths.Page,
            Moves = lanes?.Moves ?? [],
            Savings = new JobSavings(_tally.HasUnpriced ? null : spent, _tally.HasUnpriced ? null : spent + _tally.Saved)
            {
                Reference = lanes?.Agreement?.With,
                ReferenceCost = lanes?.ReferencePrice * (counts.Succeeded - counts.Reused - counts.Deduplicated),
            },
            Warnings = [.. warnings, .. lanes?.Warnings ?? []],
        };
        return summary with { Promises = Promises.Of(_setup.Options, summary, _startedOn + duration) };
    }

    private int ExitCodeOf(JobCounts counts) => _stop.Reason switch
    {
        CsvStopReason.None => counts.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Answered,
        CsvStopReason.Cancelled => ExitCode.Cancelled,
        CsvStopReason.Failed when _stop.Failure is HolySheepException failure => ExitCode.Of(failure.Code),
        _ => ExitCode.Stopped,
    };

    private string? MessageOf(JobCounts counts) => _stop.IsStopped
        ? $"{_stop.Message!.TrimEnd('.')}. {counts.Succeeded} of {_index.Rows} rows are answered and kept in {_setup.Paths.Journal}; {LaneReports.AtProvider(_batches) ?? "the same command continues from there."}"
        : counts.Failed > 0 ? $"{counts.Failed} of {_index.Rows} rows failed: {_setup.Paths.Errors} has them with their reasons; the same command sends them again." : null;

    private void Compact()
    {
        try
        {
            _journal.Dispose();
            JournalCompaction.Run(_setup.Paths.Journal, _index, _lock.Token, _batches.Beside);
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            // The journal stays as it was: larger, but valid.
        }
    }
}
