using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Jobs;
using HolySheep.Postgres.Connections;
using Npgsql;

namespace HolySheep.Postgres.Jobs;

/// <summary>Shared jobs in a database. Times are the server's.</summary>
/// <param name="database">The database, whose statements have the time of work and not that of a call.</param>
/// <param name="lease">How long a chunk is held without being renewed.</param>
internal sealed class PostgresJobStore(PostgresDatabase database, TimeSpan lease) : IJobStore
{
    private const int PageSize = 500;
    private readonly JobStatements _sql = new(database.Names);

    public TimeSpan Lease => lease;

    public Task OpenAsync(JobOffer offer, CancellationToken cancellationToken) => RunAsync(async (connection, token) =>
    {
        var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(connection, _sql.Open, token, offer.Id, offer.Place, offer.Name, offer.Machine, offer.Question, (long)offer.Rows).ConfigureAwait(false);
            await ExecuteAsync(connection, _sql.Withdraw, token, offer.Id, JobWorker.SubmitterMark).ConfigureAwait(false);
            await ExecuteAsync(connection, _sql.Reopen, token, offer.Id).ConfigureAwait(false);
            await transaction.CommitAsync(token).ConfigureAwait(false);
            return true;
        }
    }, cancellationToken);

    public Task AddAsync(string job, IReadOnlyList<JobChunk> chunks, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => ExecuteAsync(
            connection, _sql.Add, token, job, Numbers(chunks.Select(static chunk => (long)chunk.Number)), Numbers(chunks.Select(static chunk => (long)chunk.Round)), Numbers(chunks.Select(static chunk => (long)chunk.Rows.Count)),
            chunks.Select(static chunk => ChunkText.Write(chunk.Rows)).ToArray()),
        cancellationToken);

    public Task<JobClaimReply> ClaimAsync(JobWorker worker, string? job, CancellationToken cancellationToken) => RunAsync(async (connection, token) =>
    {
        var taken = await FirstAsync(
            connection, _sql.Claim,
            static row => (Claim: new JobClaim(row.GetString(0), (int)row.GetInt64(1), (int)row.GetInt64(2), row.GetInt64(3), []), Rows: row.GetFieldValue<byte[]>(4)),
            token, worker.Id, worker.Machine, lease, job).ConfigureAwait(false);
        if (taken.Claim is not { } claim)
        {
            return new JobClaimReply(null, await FirstAsync(connection, _sql.IsEmpty, static row => row.GetBoolean(0), token, job).ConfigureAwait(false));
        }

        var settled = await AllAsync(connection, _sql.Settled, static row => row.GetGuid(0), token, claim.Job, (long)claim.Number, (long)claim.Round).ConfigureAwait(false);
        return new JobClaimReply(claim with { Rows = ChunkText.Read(taken.Rows, settled.ToHashSet()) }, IsEmpty: false);
    }, cancellationToken);

    public Task<IReadOnlyList<JobClaim>> RenewAsync(IReadOnlyList<JobClaim> claims, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            var renewed = (await AllAsync(connection, _sql.Renew, static row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2)), token, [.. Columns(claims), lease]).ConfigureAwait(false)).ToHashSet();
            return (IReadOnlyList<JobClaim>)[.. claims.Where(claim => renewed.Contains((claim.Job, claim.Number, claim.Fence)))];
        },
        cancellationToken);

    public Task<bool> KeepAsync(JobClaim claim, JobWorker worker, JobAnswer answer, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => FirstAsync(
            connection, _sql.Keep, static row => row.GetBoolean(0), token, claim.Job, (long)claim.Number, claim.Fence, answer.Key, (long)answer.Round, answer.IsAnswer, answer.MayPass,
            Encoding.UTF8.GetBytes(answer.Text), answer.Model, (long)answer.Attempts, answer.Cost, worker.Id),
        cancellationToken);

    public Task FinishAsync(JobClaim claim, CancellationToken cancellationToken) => RunAsync((connection, token) => ExecuteAsync(connection, _sql.Finish, token, claim.Job, (long)claim.Number, claim.Fence), cancellationToken);

    public Task ReleaseAsync(IReadOnlyList<JobClaim> claims, CancellationToken cancellationToken) => RunAsync((connection, token) => ExecuteAsync(connection, _sql.Release, token, Columns(claims)), cancellationToken);

    public Task<AnswerPage> ReadAnswersAsync(string place, AnswerCursor cursor, CancellationToken cancellationToken) => RunAsync(async (connection, token) =>
    {
        var rows = await AllAsync(
            connection, _sql.Answers,
            static row => (Oldest: row.GetInt64(0), Change: row.IsDBNull(1) ? 0 : row.GetInt64(1), Answer: row.IsDBNull(1) ? null : AnswerOf(row)),
            token, place, cursor.From, cursor.Change, cursor.Key, (long)PageSize).ConfigureAwait(false);
        IReadOnlyList<JobAnswer> answers = [.. rows.Select(static row => row.Answer).OfType<JobAnswer>()];
        var next = cursor.Change == 0 ? rows[0].Oldest : cursor.Next;
        return answers.Count < PageSize
            ? new AnswerPage(answers, new AnswerCursor(next, 0, Guid.Empty, 0), HasMore: false)
            : new AnswerPage(answers, new AnswerCursor(cursor.From, rows[^1].Change, answers[^1].Key, next), HasMore: true);
    }, cancellationToken);

    public Task<JobOffer?> ReadOfferAsync(string job, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => FirstAsync(
            connection, _sql.Offer, row => (JobOffer?)new JobOffer(job, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), (int)row.GetInt64(4)), token, job),
        cancellationToken);

    public Task<JobStanding?> ReadStandingAsync(string job, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => FirstAsync(
            connection, _sql.Standing, static row => (JobStanding?)new JobStanding((int)row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2)), token, job),
        cancellationToken);

    public Task PauseAsync(string job, CancellationToken cancellationToken) => RunAsync((connection, token) => ExecuteAsync(connection, _sql.Pause, token, job), cancellationToken);

    public Task RemoveAsync(string place, string? except, CancellationToken cancellationToken) => RunAsync((connection, token) => ExecuteAsync(connection, _sql.Remove, token, place, except), cancellationToken);

    public void Dispose() => database.Dispose();

    private static JobAnswer AnswerOf(NpgsqlDataReader row) => new(
        row.GetGuid(2), (int)row.GetInt64(3), row.GetBoolean(4), row.GetBoolean(5), Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(6)), row.IsDBNull(7) ? null : row.GetString(7), (int)row.GetInt64(8),
        row.IsDBNull(9) ? null : row.GetDecimal(9), row.GetString(10));

    private static object[] Columns(IReadOnlyList<JobClaim> claims) =>
        [claims.Select(static claim => claim.Job).ToArray(), Numbers(claims.Select(static claim => (long)claim.Number)), Numbers(claims.Select(static claim => claim.Fence))];

    private static long[] Numbers(IEnumerable<long> numbers) => [.. numbers];

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await database.RunAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresFault fault)
        {
            throw new JobStoreException(fault.Message, !fault.IsPermanent ? null : fault.IsCredential ? ErrorCode.CredentialRefused : ErrorCode.ConfigurationInvalid, fault);
        }
    }

    private static async Task<bool> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] values)
    {
        var command = Prepare(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private static async Task<T?> FirstAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] values) =>
        (await AllAsync(connection, sql, read, cancellationToken, values).ConfigureAwait(false)).FirstOrDefault();

    private static async Task<IReadOnlyList<T>> AllAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
    {
        var command = Prepare(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }
    }

    private static NpgsqlCommand Prepare(NpgsqlConnection connection, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value },
                string text => new NpgsqlParameter { Value = StoredText.Of(text) },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        return command;
    }
}
