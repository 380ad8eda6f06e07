using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Running;
using HolySheep.Jobs;
using HolySheep.Time;

namespace HolySheep.Csv.Shared;

/// <summary>Takes chunks, asks about their rows and renews what is held, until it is stopped or, if wanted, nothing is left.</summary>
internal sealed class ChunkWork
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _taking = new(1, 1);
    private readonly Queue<HeldRow> _rows = new();
    private readonly IJobStore _store;
    private readonly SharedLink _link;
    private readonly JobWorker _worker;
    private readonly ClaimBook _book;
    private readonly TimeProvider _clock;

    public ChunkWork(IJobStore store, SharedLink link, JobWorker worker, ClaimBook book, TimeProvider clock) => (_store, _link, _worker, _book, _clock) = (store, link, worker, book, clock);

    /// <summary>The only job that is worked on; null means all.</summary>
    public string? Job { get; init; }

    /// <summary>Whether to end once no open job has rows that are not done.</summary>
    public bool UntilEmpty { get; init; }

    /// <summary>Whether no row is sent now, because no target of this machine answers: its chunks are then left to machines whose targets do.</summary>
    public required Func<bool> IsPaused { get; init; }

    /// <summary>Gives the one that asks about the rows of a job; null if the job is gone or the work is stopped.</summary>
    public required Func<string, CancellationToken, Task<RowAsker?>> FindAsker { get; init; }

    /// <summary>Runs until the end.</summary>
    /// <param name="calls">The number of rows at once.</param>
    /// <param name="end">No more rows are taken.</param>
    /// <param name="cancel">Cancels the calls under way.</param>
    public async Task RunAsync(int calls, CancellationToken end, CancellationToken cancel)
    {
        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(over.Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => Task.Run(() => WorkAsync(end, cancel), CancellationToken.None))).ConfigureAwait(false);
        }
        finally
        {
            over.Cancel();
            await renewing.ConfigureAwait(false);
        }

        // The wait for a database that is gone was long enough.
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _book.ReleaseAsync(enough.Token).ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationToken end, CancellationToken cancel)
    {
        while (await TakeAsync(end).ConfigureAwait(false) is { } row)
        {
            _book.Begin(row);
            try
            {
                await row.Claim.Asker.AskAsync(row.Waiting, again: row.Claim.Claim.Round > 0, cancel).ConfigureAwait(false);
            }
            finally
            {
                _book.End(row);
            }
        }
    }

    /// <summary>The next row; null at the end.</summary>
    private async Task<HeldRow?> TakeAsync(CancellationToken end)
    {
        try
        {
            await _taking.WaitAsync(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            while (!end.IsCancellationRequested)
            {
                if (_rows.Count > 0)
                {
                    if (_rows.Dequeue() is { Claim.IsRevoked: false } row)
                    {
                        return row;
                    }
                }
                else if (!await ClaimAsync(end).ConfigureAwait(false))
                {
                    return null;
                }
            }
        }
        finally
        {
            _taking.Release();
        }

        return null;
    }

    /// <summary>Takes a chunk or waits; false if there will be none.</summary>
    private async Task<bool> ClaimAsync(CancellationToken end)
    {
        var (isDone, reply) = await _link.TryAsync(token => _store.ClaimAsync(_worker, Job, token), end).ConfigureAwait(false);
        if (!isDone)
        {
            return false;
        }

        if (reply!.Claim is { } claim)
        {
            await AddAsync(claim, end).ConfigureAwait(false);
            return true;
        }

        if (UntilEmpty && reply.IsEmpty)
        {
            return false;
        }

        return await Pause.TryForAsync(_clock, BetweenLooks, end).ConfigureAwait(false);
    }

    private async Task AddAsync(JobClaim claim, CancellationToken end)
    {
        if (await FindAsker(claim.Job, end).ConfigureAwait(false) is not { } asker)
        {
            await _book.ReleaseAsync([claim], CancellationToken.None).ConfigureAwait(false);
            return;
        }

        var held = new HeldClaim(claim, asker);
        var rows = _book.Add(held);
        if (rows.Count == 0)
        {
            // Its last worker ended between its last row and its end.
            await _book.FinishAsync(held).ConfigureAwait(false);
        }

        foreach (var row in rows)
        {
            _rows.Enqueue(row);
        }
    }

    private async Task RenewAsync(CancellationToken over)
    {
        // Three tries before a lease ends.
        var interval = TimeSpan.FromTicks(_store.Lease.Ticks / 3);
        try
        {
            while (true)
            {
                await Pause.ForAsync(_clock, interval, over).ConfigureAwait(false);
                if (!IsPaused())
                {
                    await _book.RenewAsync(over).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // All rows have ended.
        }
    }
}
