using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Jobs;
using HolySheep.Time;

namespace HolySheep.Csv.Shared;

/// <summary>One run of a worker on shared jobs.</summary>
internal sealed class WorkerRun : IDisposable
{
    private static readonly TimeSpan BetweenTicks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenStandings = TimeSpan.FromSeconds(2);
    private readonly JobStop _stop = new();
    private readonly JobTally _tally = new();
    private readonly TimeProvider _clock;
    private readonly CsvWorkerOptions _options;
    private readonly JobWarnings _warnings;
    private readonly Action<CsvJobProgress>? _progress;
    private readonly RowGate _gate;
    private readonly IJobStore _store;
    private readonly ClaimBook _book;
    private readonly ChunkWork _work;
    private readonly KnownJobs _jobs;
    private readonly long _startedAt;

    public WorkerRun(HolySheepClient client, CsvWorkerOptions options, JobWarnings warnings, Action<CsvJobProgress>? progress)
    {
        (_clock, _options, _warnings, _progress) = (client.Clock, options, warnings, progress);
        _startedAt = _clock.GetTimestamp();
        _gate = new RowGate(_clock, options.ThrottleLimit, maxCost: null, _stop);
        _store = client.Resources.OpenJobs();
        var (link, worker) = (new SharedLink(_clock, _stop), JobWorker.New());
        _book = new ClaimBook(_store, link, worker, spare: null);
        _jobs = new KnownJobs(client, _store, link, _stop, question => new RowAsker(client, question, _book, _gate, _tally, _stop, isCostLimited: false));
        _work = new ChunkWork(_store, link, worker, _book, _clock) { UntilEmpty = options.UntilEmpty, IsPaused = _gate.IsPaused, FindAsker = _jobs.FindAsync };
    }

    public async Task<CsvWorkerSummary> RunAsync(CancellationToken stop, CancellationToken cancel)
    {
        using var calls = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var ended = new CancellationTokenSource();
        using var onStop = stop.Register(() =>
        {
            _stop.Stop(CsvStopReason.Cancelled, "The worker was stopped.");
            calls.CancelAfter(_options.StopGrace);
        });
        using var onCancel = cancel.Register(() => _stop.Stop(CsvStopReason.Cancelled, "The worker was stopped."));
        var ticking = TickAsync(ended.Token);
        try
        {
            await _work.RunAsync(_options.ThrottleLimit, _stop.Token, calls.Token).ConfigureAwait(false);
        }
        finally
        {
            ended.Cancel();
            await ticking.ConfigureAwait(false);
        }

        return _stop.Failure is null ? Summarise() : throw _stop.Failure;
    }

    public void Dispose()
    {
        _store.Dispose();
        _stop.Dispose();
    }

    private CsvWorkerSummary Summarise() => new()
    {
        Answered = _book.Answered,
        Failed = _book.Failed,
        Cost = _tally.HasUnpriced ? null : _gate.Look().Spent,
        Duration = _clock.GetElapsedTime(_startedAt),
        ExitCode = _stop.Reason is CsvStopReason.None or CsvStopReason.Cancelled ? ExitCode.Answered : ExitCode.Stopped,
        StopReason = _stop.Reason,
        Message = _stop.Message,
        Warnings = _warnings.Collect(),
    };

    private async Task TickAsync(CancellationToken end)
    {
        var (standing, lookedAt) = ((JobStanding?)null, _startedAt);
        while (true)
        {
            try
            {
                await Pause.ForAsync(_clock, BetweenTicks, end).ConfigureAwait(false);
                _gate.Wake();
                if (_progress is not null && _jobs.Last is { } job && (standing is null || _clock.GetElapsedTime(lookedAt) >= BetweenStandings))
                {
                    (standing, lookedAt) = (await _store.ReadStandingAsync(job, end).ConfigureAwait(false) ?? standing, _clock.GetTimestamp());
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (JobStoreException)
            {
                // Taking and keeping rows notice it.
                lookedAt = _clock.GetTimestamp();
            }

            Show(standing);
        }
    }

    private void Show(JobStanding? standing)
    {
        var (inFlight, limit, spent, pausedUntil) = _gate.Look();
        var elapsed = _clock.GetElapsedTime(_startedAt).TotalSeconds;
        var paused = pausedUntil > _clock.GetUtcNow();
        _progress?.Invoke(new CsvJobProgress
        {
            Phase = _stop.IsStopped ? CsvJobPhase.Stopping : paused ? CsvJobPhase.Paused : CsvJobPhase.Asking,
            Rows = standing?.Rows ?? 0,
            Done = standing?.Done ?? 0,
            Failed = standing?.Failed ?? 0,
            InFlight = inFlight,
            Limit = limit,
            RowsPerSecond = elapsed > 0 ? (_book.Answered + _book.Failed) / elapsed : 0,
            Cost = spent,
            PausedUntil = paused ? pausedUntil : null,
            PauseReason = paused ? _jobs.OutageReason : null,
        });
    }
}
