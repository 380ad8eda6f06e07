using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Jobs;

/// <summary>Jobs that many machines work on. Every operation may be repeated; each throws a <see cref="JobStoreException"/> if the database cannot be used.</summary>
internal interface IJobStore : IDisposable
{
    /// <summary>How long a chunk is held without being renewed.</summary>
    TimeSpan Lease { get; }

    /// <summary>Opens a job, or opens it again: rows that failed are asked again, answers stay, and chunks that no worker but an earlier submitter holds are removed.</summary>
    Task OpenAsync(JobOffer offer, CancellationToken cancellationToken);

    /// <summary>Adds chunks to a job; those whose number it already has are left as they are.</summary>
    Task AddAsync(string job, IReadOnlyList<JobChunk> chunks, CancellationToken cancellationToken);

    /// <summary>Takes a chunk that no worker holds, of the oldest job first.</summary>
    /// <param name="worker">Who takes it.</param>
    /// <param name="job">The only job that counts; null means all.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task<JobClaimReply> ClaimAsync(JobWorker worker, string? job, CancellationToken cancellationToken);

    /// <summary>Begins the leases of chunks again.</summary>
    /// <returns>Those that the worker still holds and whose job is open.</returns>
    Task<IReadOnlyList<JobClaim>> RenewAsync(IReadOnlyList<JobClaim> claims, CancellationToken cancellationToken);

    /// <summary>Keeps the result of a row, unless the row has an answer.</summary>
    /// <returns>False if another worker has taken the chunk, so that nothing was kept.</returns>
    Task<bool> KeepAsync(JobClaim claim, JobWorker worker, JobAnswer answer, CancellationToken cancellationToken);

    /// <summary>Ends a chunk whose rows all have a result, unless another worker has taken it.</summary>
    Task FinishAsync(JobClaim claim, CancellationToken cancellationToken);

    /// <summary>Frees chunks for other workers, unless they have been taken.</summary>
    Task ReleaseAsync(IReadOnlyList<JobClaim> claims, CancellationToken cancellationToken);

    /// <summary>Reads results of all jobs of a place.</summary>
    Task<AnswerPage> ReadAnswersAsync(string place, AnswerCursor cursor, CancellationToken cancellationToken);

    /// <summary>What is asked of the rows of a job, as its submitter wrote it; null if the job is gone.</summary>
    Task<JobOffer?> ReadOfferAsync(string job, CancellationToken cancellationToken);

    /// <summary>How far a job is; null if it is gone.</summary>
    Task<JobStanding?> ReadStandingAsync(string job, CancellationToken cancellationToken);

    /// <summary>Hands out no more chunks of a job until it is opened again.</summary>
    Task PauseAsync(string job, CancellationToken cancellationToken);

    /// <summary>Removes the jobs of a place with their answers.</summary>
    /// <param name="place">The place.</param>
    /// <param name="except">The job that stays; null if none does.</param>
    /// <param name="cancellationToken">Cancels the removal.</param>
    Task RemoveAsync(string place, string? except, CancellationToken cancellationToken);
}
