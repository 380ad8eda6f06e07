using HolySheep.Postgres.Schema;

namespace HolySheep.Postgres.Jobs;

/// <summary>The statements over the tables of shared jobs.</summary>
/// <param name="names">The schema.</param>
internal sealed class JobStatements(SchemaName names)
{
    public string Open { get; } = names.In("INSERT INTO holysheep.jobs (id, place, name, machine, question, rows, is_open) VALUES ($1, $2, $3, $4, $5, $6, true) ON CONFLICT (id) DO UPDATE SET is_open = true");

    /// <summary>What no machine works on is offered again, without the rows whose answers only the submitter's journal has. An earlier run of the submitter has ended, whatever its leases say: a renewal may arrive after it.</summary>
    public string Withdraw { get; } = names.In("DELETE FROM holysheep.job_chunks WHERE job = $1 AND round = 0 AND NOT is_done AND (until IS NULL OR until < clock_timestamp() OR starts_with(worker, $2))");

    /// <summary>Rows that failed are asked again, so that their chunks are not done.</summary>
    public string Reopen { get; } = names.In(
        """
        WITH again AS (DELETE FROM holysheep.job_answers WHERE job = $1 AND NOT is_answer RETURNING chunk), gone AS (DELETE FROM holysheep.job_chunks WHERE job = $1 AND round > 0)
        UPDATE holysheep.job_chunks SET is_done = false, failed = 0 WHERE job = $1 AND round = 0 AND (number IN (SELECT chunk FROM again) OR failed > 0)
        """);

    public string Add { get; } = names.In(
        "INSERT INTO holysheep.job_chunks (job, number, round, size, rows) SELECT $1, u.number, u.round, u.size, u.rows FROM unnest($2, $3, $4, $5) AS u (number, round, size, rows) ON CONFLICT DO NOTHING");

    /// <summary>The fence is the number of the transaction, since a chunk that is withdrawn and added again counts from the beginning.</summary>
    public string Claim { get; } = names.In(
        """
        UPDATE holysheep.job_chunks AS c SET worker = $1, machine = $2, fence = pg_current_xact_id()::text::bigint, until = clock_timestamp() + $3
        FROM (
            SELECT k.job, k.number FROM holysheep.job_chunks AS k JOIN holysheep.jobs AS j ON j.id = k.job
            WHERE j.is_open AND NOT k.is_done AND (k.until IS NULL OR k.until < clock_timestamp()) AND ($4::text IS NULL OR k.job = $4)
            ORDER BY j.submitted, k.number FOR UPDATE OF k SKIP LOCKED LIMIT 1) AS n
        WHERE c.job = n.job AND c.number = n.number
        RETURNING c.job, c.number, c.round, c.fence, c.rows
        """);

    /// <summary>Asked once the chunk is held: from then on no other worker adds a result.</summary>
    public string Settled { get; } = names.In("SELECT key FROM holysheep.job_answers WHERE job = $1 AND chunk = $2 AND (is_answer OR round >= $3)");

    public string IsEmpty { get; } = names.In(
        "SELECT NOT EXISTS (SELECT 1 FROM holysheep.job_chunks AS k JOIN holysheep.jobs AS j ON j.id = k.job WHERE j.is_open AND NOT k.is_done AND ($1::text IS NULL OR k.job = $1))");

    public string Renew { get; } = names.In(
        """
        UPDATE holysheep.job_chunks AS c SET until = clock_timestamp() + $4 FROM unnest($1, $2, $3) AS u (job, number, fence), holysheep.jobs AS j
        WHERE c.job = u.job AND c.number = u.number AND c.fence = u.fence AND NOT c.is_done AND j.id = c.job AND j.is_open RETURNING u.job, u.number, u.fence
        """);

    /// <summary>The lock holds off who takes the chunk until the result is written.</summary>
    public string Keep { get; } = names.In(
        """
        WITH held AS (SELECT 1 FROM holysheep.job_chunks WHERE job = $1 AND number = $2 AND fence = $3 AND NOT is_done FOR SHARE),
        kept AS (
            INSERT INTO holysheep.job_answers AS a (job, key, chunk, round, is_answer, may_pass, text, model, attempts, cost, worker)
            SELECT $1, $4, $2, $5, $6, $7, $8, $9, $10, $11, $12 FROM held
            ON CONFLICT (job, key) DO UPDATE SET chunk = excluded.chunk, round = excluded.round, is_answer = excluded.is_answer, may_pass = excluded.may_pass, text = excluded.text, model = excluded.model,
                attempts = excluded.attempts, cost = excluded.cost, worker = excluded.worker, changed = excluded.changed
            WHERE NOT a.is_answer AND a.round < excluded.round)
        SELECT EXISTS (SELECT 1 FROM held)
        """);

    public string Finish { get; } = names.In(
        """
        UPDATE holysheep.job_chunks SET is_done = true, until = NULL, failed = (SELECT count(*) FROM holysheep.job_answers AS a WHERE a.job = $1 AND a.chunk = $2 AND NOT a.is_answer)
        WHERE job = $1 AND number = $2 AND fence = $3
        """);

    public string Release { get; } = names.In(
        "UPDATE holysheep.job_chunks AS c SET until = NULL FROM unnest($1, $2, $3) AS u (job, number, fence) WHERE c.job = u.job AND c.number = u.number AND c.fence = u.fence");

    public string Answers { get; } = names.In(
        """
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, a.changed, a.key, a.round, a.is_answer, a.may_pass, a.text, a.model, a.attempts, a.cost, a.worker
        FROM (SELECT 1) AS one LEFT JOIN LATERAL (
            SELECT * FROM holysheep.job_answers WHERE job IN (SELECT id FROM holysheep.jobs WHERE place = $1) AND changed >= $2 AND (changed, key) > ($3, $4) ORDER BY changed, key LIMIT $5) AS a ON true
        ORDER BY a.changed, a.key
        """);

    public string Offer { get; } = names.In("SELECT place, name, machine, question, rows FROM holysheep.jobs WHERE id = $1");

    public string Standing { get; } = names.In(
        """
        SELECT coalesce(sum(c.size) FILTER (WHERE c.round = 0), 0)::bigint, coalesce(sum(c.size) FILTER (WHERE c.round = 0 AND c.is_done), 0)::bigint, coalesce(sum(c.failed) FILTER (WHERE c.round = 0), 0)::bigint
        FROM holysheep.jobs AS j LEFT JOIN holysheep.job_chunks AS c ON c.job = j.id WHERE j.id = $1 GROUP BY j.id
        """);

    public string Pause { get; } = names.In(
        """
        UPDATE holysheep.jobs SET is_open = false
        WHERE id = $1
        """);

    public string Remove { get; } = names.In("DELETE FROM holysheep.jobs WHERE place = $1 AND ($2::text IS NULL OR id <> $2)");
}
