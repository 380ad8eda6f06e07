using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Jobs;
using HolySheep.Time;

namespace HolySheep.Csv.Shared;

/// <summary>The work of a job's submitter: offers the rows to all machines, asks about rows like any of them, and takes every result into the journal of the job.</summary>
internal sealed class SharedRun : IRowWork
{
    // Chunks of a large job: small enough that machines end at the same time, and large enough that taking them costs nothing.
    private const int LargestChunk = 50;
    private const int Chunks = 256;
    private const int ChunksAtOnce = 20;

    // Numbers of the chunks of the second round begin above those of the first.
    private const int SecondRound = 1_000_000_000;
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(200);

    private readonly HolySheepClient _client;
    private readonly JobSetup _setup;
    private readonly RowIndex _index;
    private readonly IRowKeeper _journal;
    private readonly RowGate _gate;
    private readonly JobTally _tally;
    private readonly JobStop _stop;
    private readonly IJobStore _store;
    private readonly SharedLink _link;
    private readonly JobWorker _worker = JobWorker.NewSubmitter();
    private readonly TaskCompletionSource<bool> _offered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RowAsker _asker;
    private readonly ChunkWork _work;
    private readonly string _job;
    private readonly string _place;
    private readonly int _chunk;
    private AnswerCursor _cursor = AnswerCursor.Start;
    private int _round;

    /// <exception cref="HolySheepException">State is not in a database that machines share.</exception>
    public SharedRun(HolySheepClient client, JobSetup setup, RowIndex index, IRowKeeper journal, RowGate gate, JobTally tally, JobStop stop)
    {
        (_client, _setup, _index, _journal, _gate, _tally, _stop) = (client, setup, index, journal, gate, tally, stop);
        _store = client.Resources.OpenJobs();
        _link = new SharedLink(client.Clock, stop);
        _place = $"{Environment.MachineName} {setup.Options.OutPath}";
        _job = SharedJobId.Of(_place, index);
        _chunk = Math.Min(LargestChunk, Math.Max(1, index.Prompts / Chunks));
        var book = new ClaimBook(_store, _link, _worker, new OwnAnswers(index, journal));
        _asker = new RowAsker(client, RowQuestion.Of(setup), book, gate, tally, stop, isCostLimited: false);
        _work = new ChunkWork(_store, _link, _worker, book, client.Clock) { Job = _job, IsPaused = gate.IsPaused, FindAsker = (_, _) => Task.FromResult<RowAsker?>(_asker) };
    }

    /// <summary>The last failure of an outage.</summary>
    public string? OutageReason => _asker.OutageReason;

    public DateTimeOffset? PausedUntil => null;

    public LaneReport? Report => null;

    public CsvBatchProgress? Progress => null;

    public async Task RunAsync(CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var calls = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (!await OpenAsync().ConfigureAwait(false))
        {
            return;
        }

        var working = WorkAsync(over.Token, calls.Token);
        try
        {
            if (await OfferAsync(RowStage.Waiting).ConfigureAwait(false))
            {
                await CollectAllAsync(working).ConfigureAwait(false);
            }
        }
        finally
        {
            over.Cancel();
            if (!_stop.IsStopped)
            {
                // Other machines have answered what this one still waits for.
                _gate.Close();
                calls.Cancel();
            }

            await working.ConfigureAwait(false);
        }

        if (_stop.IsStopped && _stop.Reason != CsvStopReason.DatabaseLost)
        {
            // What was under way when the job was stopped.
            await CollectAsync().ConfigureAwait(false);
        }
    }

    public async Task EndAsync(bool isDone)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await (isDone ? _store.RemoveAsync(_place, null, enough.Token) : _store.PauseAsync(_job, enough.Token)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JobStoreException or OperationCanceledException)
        {
            // The output is there, or the job is stopped. The next run of this output removes what is left.
        }

        _store.Dispose();
    }

    /// <summary>Works on rows from the moment when the first are offered.</summary>
    private async Task WorkAsync(CancellationToken end, CancellationToken cancel)
    {
        using (end.Register(() => _offered.TrySetResult(true)))
        {
            await _offered.Task.ConfigureAwait(false);
        }

        await _work.RunAsync(_setup.Options.ThrottleLimit, end, cancel).ConfigureAwait(false);
    }

    /// <summary>Opens the job, and takes what was done before.</summary>
    private async Task<bool> OpenAsync()
    {
        var offer = new JobOffer(_job, _place, _setup.Request.Job!, Environment.MachineName, SharedQuestion.Write(_setup.Request, _setup.Options.OutputColumn, _setup.Options.NoMeta), _index.Rows);
        return (!_setup.Options.Restart || await _link.TryAsync(token => _store.RemoveAsync(_place, null, token), _stop.Token).ConfigureAwait(false))
            && await _link.TryAsync(token => _store.OpenAsync(offer, token), _stop.Token).ConfigureAwait(false)
            && await RecallAsync().ConfigureAwait(false)
            && await _link.TryAsync(token => _store.RemoveAsync(_place, _job, token), _stop.Token).ConfigureAwait(false);
    }

    /// <summary>Takes the answers of earlier runs, also of jobs whose rows have been edited since.</summary>
    private async Task<bool> RecallAsync()
    {
        var done = _tally.Done;
        var isDone = await CollectAsync().ConfigureAwait(false);

        // Reading the input for the offer counts every row that needs none.
        _tally.CountDone(done - _tally.Done);
        return isDone;
    }

    /// <summary>Offers the rows of a stage. A prompt is always in the chunk of the same number.</summary>
    private async Task<bool> OfferAsync(RowStage stage)
    {
        RowFeed feed;
        try
        {
            feed = new RowFeed(_setup, _index, _tally, _stop, stage);
        }
        catch (HolySheepException exception)
        {
            _stop.Stop(CsvStopReason.InputChanged, exception.Message);
            return false;
        }

        using (feed)
        {
            var (chunks, rows, number) = (new List<JobChunk>(), new List<JobRow>(), 0);
            while (feed.Take() is { } row)
            {
                if (row.Prompt / _chunk != number)
                {
                    Close();
                    if (chunks.Count >= ChunksAtOnce && !await AddAsync().ConfigureAwait(false))
                    {
                        return false;
                    }

                    number = row.Prompt / _chunk;
                }

                rows.Add(new JobRow(SharedKey.Of(row.Key), row.Text));
            }

            Close();
            return await AddAsync().ConfigureAwait(false) && !_stop.IsStopped;

            void Close()
            {
                if (rows.Count > 0)
                {
                    chunks.Add(new JobChunk(number + (_round * SecondRound), _round, rows));
                    rows = [];
                }
            }

            async Task<bool> AddAsync()
            {
                var added = chunks;
                chunks = [];
                var isDone = added.Count == 0 || await _link.TryAsync(token => _store.AddAsync(_job, added, token), _stop.Token).ConfigureAwait(false);
                _offered.TrySetResult(true);
                return isDone;
            }
        }
    }

    /// <summary>Collects results until every row has one, over both rounds.</summary>
    private async Task CollectAllAsync(Task working)
    {
        while (!_stop.IsStopped)
        {
            if (!await CollectAsync().ConfigureAwait(false) || working.IsFaulted)
            {
                return;
            }

            if (!_index.HasAny(RowStage.Asked))
            {
                if (!_index.HasAny(RowStage.FailedForNow))
                {
                    return;
                }

                _round++;
                if (!await OfferAsync(RowStage.FailedForNow).ConfigureAwait(false))
                {
                    return;
                }
            }

            if (!await Pause.TryForAsync(_client.Clock, BetweenReadings, _stop.Token).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Takes the results that have come into the journal.</summary>
    private async Task<bool> CollectAsync()
    {
        while (true)
        {
            var (isDone, page) = await _link.TryAsync(token => _store.ReadAnswersAsync(_place, _cursor, token), CancellationToken.None).ConfigureAwait(false);
            if (!isDone)
            {
                return false;
            }

            foreach (var answer in page!.Answers)
            {
                await TakeAsync(answer).ConfigureAwait(false);
            }

            _cursor = page.Cursor;
            if (!page.HasMore)
            {
                return true;
            }
        }
    }

    private async Task TakeAsync(JobAnswer answer)
    {
        var key = SharedKey.Of(answer.Key);
        var prompt = _index.Find(key);
        var stage = prompt < 0 ? RowStage.Answered : _index.StateOf(prompt).Stage;
        if (stage is not (RowStage.Waiting or RowStage.Asked) || (!answer.IsAnswer && (stage == RowStage.Waiting || answer.Round < _round)))
        {
            // The row was edited or has its result already, or it failed in an earlier run or round, which does not count now.
            return;
        }

        if (answer.Worker != _worker.Id)
        {
            _gate.CountOthers(answer.Cost ?? 0m);
            _tally.CountCost(answer.Cost);
        }

        var entry = new JournalEntry(key, answer.IsAnswer, answer.Text, answer.Model, answer.Attempts, answer.Cost);
        await _journal.KeepAsync(new KeptRow(prompt, entry, Again: _round > 0, answer.MayPass)).ConfigureAwait(false);
    }
}
