using System.Collections.Generic;
using HolySheep.Postgres.Jobs;
using HolySheep.Postgres.Ledger;

namespace HolySheep.Postgres.Schema;

/// <summary>The tables and the functions: each text migrates a schema from one version to the next. A migration only adds, so that machines with an earlier version go on; one that cannot raises <see cref="OldestReader"/>.</summary>
internal static class PostgresSchema
{
    /// <summary>The version that a program must know at least to use the newest schema.</summary>
    public const int OldestReader = 4;

    public const string VersionTable =
        """
        CREATE TABLE holysheep.schema_version (version integer NOT NULL, oldest_reader integer NOT NULL);
        INSERT INTO holysheep.schema_version VALUES (0, 0);
        """;

    // What a step decides on is read before it, and written only if nothing else was written meanwhile: the program that writes chooses the version, so that it knows its own write
    // when a reply was lost and the step is repeated. A value is never locked while a process thinks, so that one that stops holds up no other.
    // 'changed' is the transaction: a reader asks for all from the oldest transaction that was under way when it last asked, and so misses none that committed late.
    private const string Records =
        """
        CREATE TABLE holysheep.records (
            kind text NOT NULL, name text NOT NULL, version bigint NOT NULL DEFAULT 0, value jsonb, changed bigint, written timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (kind, name)) WITH (fillfactor = 70);
        CREATE INDEX records_changed ON holysheep.records (changed) WHERE changed IS NOT NULL;
        CREATE TABLE holysheep.turns (name text PRIMARY KEY, next bigint NOT NULL) WITH (fillfactor = 70);
        CREATE FUNCTION holysheep.swap(kinds text[], names text[], versions bigint[], nexts bigint[], vals text[], told boolean[])
        RETURNS TABLE (place bigint, current_version bigint, current_value text, is_swapped boolean, server_time timestamp)
        LANGUAGE plpgsql AS $function$
        DECLARE
            last_versions bigint[] := '{}';
            last_values text[] := '{}';
            last_version bigint;
            last_value text;
        BEGIN
            -- State is of use for minutes: a write that a crash of the server loses is better than a call that waits for the disk.
            PERFORM set_config('synchronous_commit', 'off', true);
            is_swapped := true;

            -- All callers name records in one order, so that no two wait for each other.
            FOR i IN 1 .. cardinality(kinds) LOOP
                IF versions[i] = 0 THEN
                    INSERT INTO holysheep.records (kind, name) VALUES (kinds[i], names[i]) ON CONFLICT DO NOTHING;
                END IF;
                SELECT r.version, r.value::text INTO last_version, last_value FROM holysheep.records AS r WHERE r.kind = kinds[i] AND r.name = names[i] FOR UPDATE;
                last_versions[i] := coalesce(last_version, 0);
                last_values[i] := last_value;
                is_swapped := is_swapped AND last_version IS NOT DISTINCT FROM versions[i];
            END LOOP;
            server_time := clock_timestamp() AT TIME ZONE 'UTC';
            FOR i IN 1 .. cardinality(kinds) LOOP
                IF is_swapped THEN
                    UPDATE holysheep.records AS r
                    SET version = nexts[i], value = vals[i]::jsonb, changed = CASE WHEN told[i] THEN pg_current_xact_id()::text::bigint ELSE r.changed END, written = clock_timestamp()
                    WHERE r.kind = kinds[i] AND r.name = names[i];
                END IF;
                place := i;
                current_version := last_versions[i];
                current_value := CASE WHEN is_swapped THEN NULL ELSE last_values[i] END;
                RETURN NEXT;
            END LOOP;
        END
        $function$;
        """;

    public static IReadOnlyList<string> Migrations { get; } = [Records, LedgerTables.Migration, JobTables.Migration, LedgerTables.Leases, LedgerTables.Machines];

    /// <summary>The newest version.</summary>
    public static int Version => Migrations.Count;
}
