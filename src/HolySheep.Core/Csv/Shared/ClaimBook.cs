using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Running;
using HolySheep.Jobs;

namespace HolySheep.Csv.Shared;

/// <summary>The chunks that this process holds, and where the results of their rows go: to the database, at once and row by row.</summary>
/// <param name="store">The database.</param>
/// <param name="link">Repeats what fails.</param>
/// <param name="worker">This process.</param>
/// <param name="spare">Keeps results that the database no longer takes; null if nothing does.</param>
internal sealed class ClaimBook(IJobStore store, SharedLink link, JobWorker worker, IRowKeeper? spare) : IRowKeeper
{
    private readonly ConcurrentDictionary<int, HeldRow> _rows = new();
    private readonly ConcurrentDictionary<HeldClaim, bool> _claims = new();
    private int _lastRow;
    private int _answered;
    private int _failed;

    /// <summary>The rows that this process has answered.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>The rows that failed in this process.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Adds a chunk.</summary>
    /// <returns>Its rows.</returns>
    public IReadOnlyList<HeldRow> Add(HeldClaim claim)
    {
        _claims[claim] = true;
        return [.. claim.Claim.Rows.Select(row => new HeldRow(claim, new WaitingRow(Interlocked.Increment(ref _lastRow), SharedKey.Of(row.Key), row.Text)))];
    }

    /// <summary>Notes that a row is being asked.</summary>
    public void Begin(HeldRow row) => _rows[row.Waiting.Prompt] = row;

    /// <summary>Forgets a row, whether it has a result or not.</summary>
    public void End(HeldRow row) => _rows.TryRemove(row.Waiting.Prompt, out _);

    public Task KeepAsync(in KeptRow row) => KeepAsync(_rows[row.Prompt], row);

    /// <summary>Ends a chunk that had no row left.</summary>
    public Task FinishAsync(HeldClaim claim)
    {
        _claims.TryRemove(claim, out _);
        return link.TryAsync(token => store.FinishAsync(claim.Claim, token), CancellationToken.None);
    }

    /// <summary>Renews all chunks; those that are lost, or whose job is paused, are revoked.</summary>
    public async Task RenewAsync(CancellationToken cancel)
    {
        IReadOnlyList<HeldClaim> held = [.. _claims.Keys.Where(static claim => !claim.IsRevoked)];
        if (held.Count == 0)
        {
            return;
        }

        try
        {
            var renewed = await store.RenewAsync([.. held.Select(static claim => claim.Claim)], cancel).ConfigureAwait(false);
            foreach (var claim in held.Where(claim => !renewed.Contains(claim.Claim)))
            {
                Revoke(claim);
            }
        }
        catch (JobStoreException)
        {
            // The next renewal comes soon; whether a chunk was lost meanwhile is found when a result is kept.
        }
    }

    /// <summary>Frees what is left for other workers.</summary>
    public async Task ReleaseAsync(CancellationToken cancel)
    {
        IReadOnlyList<JobClaim> left = [.. _claims.Keys.Select(static claim => claim.Claim)];
        _claims.Clear();
        if (left.Count > 0)
        {
            await ReleaseAsync(left, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Frees chunks for other workers.</summary>
    public async Task ReleaseAsync(IReadOnlyList<JobClaim> claims, CancellationToken cancel)
    {
        try
        {
            await store.ReleaseAsync(claims, cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JobStoreException or OperationCanceledException)
        {
            // Their leases end by themselves.
        }
    }

    private async Task KeepAsync(HeldRow row, KeptRow kept)
    {
        var (claim, entry) = (row.Claim, kept.Entry);
        var answer = new JobAnswer(SharedKey.Of(entry.Key), claim.Claim.Round, entry.IsAnswer, kept.MayPass && !kept.Again, entry.Text, entry.Model, entry.Attempts, entry.Cost, worker.Id);
        var (isDone, isHeld) = await link.TryAsync(token => store.KeepAsync(claim.Claim, worker, answer, token), CancellationToken.None).ConfigureAwait(false);
        if (!isDone && spare is not null)
        {
            // Paid answers are not lost with the database.
            await spare.KeepAsync(kept).ConfigureAwait(false);
        }

        if (!isHeld)
        {
            Revoke(claim);
            return;
        }

        Interlocked.Increment(ref entry.IsAnswer ? ref _answered : ref _failed);
        if (claim.CountKept())
        {
            await FinishAsync(claim).ConfigureAwait(false);
        }
    }

    private void Revoke(HeldClaim claim)
    {
        claim.IsRevoked = true;
        _claims.TryRemove(claim, out _);
    }
}
