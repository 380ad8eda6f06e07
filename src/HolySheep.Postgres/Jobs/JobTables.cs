namespace HolySheep.Postgres.Jobs;

/// <summary>The tables of shared jobs. A chunk is done, held until a time, or free; each claim sets a fence that no other claim has.</summary>
internal static class JobTables
{
    // Texts are bytes: a text of the server holds no null character.
    public const string Migration =
        """
        CREATE TABLE holysheep.jobs (
            id text PRIMARY KEY, place text NOT NULL, name text NOT NULL, machine text NOT NULL, question text NOT NULL, rows bigint NOT NULL, is_open boolean NOT NULL,
            submitted timestamptz NOT NULL DEFAULT clock_timestamp());
        CREATE INDEX jobs_place ON holysheep.jobs (place);
        CREATE TABLE holysheep.job_chunks (
            job text NOT NULL REFERENCES holysheep.jobs (id) ON DELETE CASCADE, number bigint NOT NULL, round bigint NOT NULL, size bigint NOT NULL, rows bytea NOT NULL, is_done boolean NOT NULL DEFAULT false,
            failed bigint NOT NULL DEFAULT 0, fence bigint NOT NULL DEFAULT 0, worker text, machine text, until timestamptz, PRIMARY KEY (job, number));
        CREATE INDEX job_chunks_left ON holysheep.job_chunks (job, number) WHERE NOT is_done;
        CREATE TABLE holysheep.job_answers (
            job text NOT NULL REFERENCES holysheep.jobs (id) ON DELETE CASCADE, key uuid NOT NULL, chunk bigint NOT NULL, round bigint NOT NULL, is_answer boolean NOT NULL, may_pass boolean NOT NULL, text bytea NOT NULL,
            model text, attempts bigint NOT NULL, cost numeric, worker text NOT NULL, changed bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint, PRIMARY KEY (job, key));
        CREATE INDEX job_answers_changed ON holysheep.job_answers (job, changed, key);
        CREATE INDEX job_answers_chunk ON holysheep.job_answers (job, chunk);
        """;
}
