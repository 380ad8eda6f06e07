namespace HolySheep.Postgres.Ledger;

/// <summary>The tables of the ledger: those that <c>LedgerSchema</c> of the core describes, as the SQL of the ledger, which all engines share, expects them.</summary>
internal static class LedgerTables
{
    // Names are compared as SQLite's NOCASE does it. 'ledger_clock' counts the writes, and its row is the lock of a write.
    public const string Migration =
        """
        CREATE COLLATION holysheep.nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
        CREATE TABLE holysheep.ledger_clock (version bigint NOT NULL) WITH (fillfactor = 10);
        INSERT INTO holysheep.ledger_clock VALUES (0);
        CREATE TABLE holysheep.processes (id bigint PRIMARY KEY, pid bigint NOT NULL, started bigint NOT NULL, host text NOT NULL);
        CREATE TABLE holysheep.attempts (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            process bigint NOT NULL, call text COLLATE "C" NOT NULL, role bigint NOT NULL, number bigint NOT NULL, fallback bigint NOT NULL, state bigint NOT NULL, started bigint NOT NULL, bucket bigint NOT NULL,
            model_asked text NOT NULL, model text NOT NULL, model_sent text NOT NULL, provider text NOT NULL, job text NOT NULL, task text, caller text, version text, revision text,
            estimate bigint, cost bigint, amount bigint NOT NULL, outcome bigint, status bigint, request_id text,
            prompt_tokens bigint NOT NULL, cached_tokens bigint NOT NULL DEFAULT 0, cache_write_tokens bigint NOT NULL DEFAULT 0, completion_tokens bigint NOT NULL, reasoning_tokens bigint NOT NULL DEFAULT 0,
            estimated bigint NOT NULL, duration_ms bigint, first_token_ms bigint, prompt text, answer text, tags text NOT NULL DEFAULT '', reused bigint NOT NULL DEFAULT 0, entry bigint, stated bigint, prompt_kind bigint,
            message text, wait_ms bigint, key_mark text, hour_cache_write_tokens bigint NOT NULL DEFAULT 0, flex bigint NOT NULL DEFAULT 0);
        CREATE INDEX attempts_open ON holysheep.attempts (process) WHERE state = 0;
        CREATE INDEX attempts_by_call ON holysheep.attempts (call);
        CREATE TABLE holysheep.attempt_tags (attempt bigint NOT NULL, tag text NOT NULL, PRIMARY KEY (attempt, tag));
        CREATE TABLE holysheep.spend (
            bucket bigint NOT NULL, provider text NOT NULL, model text NOT NULL, model_sent text NOT NULL, job text NOT NULL, amount bigint NOT NULL, PRIMARY KEY (bucket, provider, model, model_sent, job));
        CREATE TABLE holysheep.spend_tags (tag text NOT NULL, bucket bigint NOT NULL, amount bigint NOT NULL, PRIMARY KEY (tag, bucket));
        CREATE TABLE holysheep.alerts (budget text NOT NULL, period bigint NOT NULL, share text NOT NULL, PRIMARY KEY (budget, period, share));
        CREATE TABLE holysheep.alert_marks (
            setting text NOT NULL, period bigint NOT NULL, mark text NOT NULL, given bigint NOT NULL, due bigint NOT NULL, tries bigint NOT NULL, delivered bigint NOT NULL, PRIMARY KEY (setting, period, mark));
        CREATE TABLE holysheep.blocks (block bigint PRIMARY KEY, first bigint NOT NULL, last bigint NOT NULL);
        CREATE TABLE holysheep.logs (client text COLLATE "C" PRIMARY KEY, entered bigint NOT NULL);
        CREATE FUNCTION holysheep.count_attempt() RETURNS trigger LANGUAGE plpgsql AS $function$
        DECLARE
            counted bigint := CASE WHEN NEW.state <> 0 THEN NEW.amount ELSE 0 END;
        BEGIN
            IF TG_OP = 'INSERT' THEN
                INSERT INTO holysheep.blocks AS b VALUES (NEW.id >> 10, NEW.bucket, NEW.bucket)
                ON CONFLICT (block) DO UPDATE SET first = least(b.first, excluded.first), last = greatest(b.last, excluded.last) WHERE b.first > excluded.first OR b.last < excluded.last;
            ELSIF OLD.state <> 0 THEN
                counted := counted - OLD.amount;
            END IF;
            IF counted <> 0 THEN
                INSERT INTO holysheep.spend AS s VALUES (NEW.bucket, NEW.provider, NEW.model, NEW.model_sent, NEW.job, counted)
                ON CONFLICT (bucket, provider, model, model_sent, job) DO UPDATE SET amount = s.amount + excluded.amount;
                INSERT INTO holysheep.spend_tags AS s SELECT t.tag, NEW.bucket, counted FROM holysheep.attempt_tags AS t WHERE t.attempt = NEW.id
                ON CONFLICT (tag, bucket) DO UPDATE SET amount = s.amount + excluded.amount;
            END IF;
            RETURN NULL;
        END
        $function$;
        CREATE FUNCTION holysheep.count_tag() RETURNS trigger LANGUAGE plpgsql AS $function$
        BEGIN
            INSERT INTO holysheep.spend_tags AS s SELECT NEW.tag, a.bucket, a.amount FROM holysheep.attempts AS a WHERE a.id = NEW.attempt AND a.state <> 0 AND a.amount <> 0
            ON CONFLICT (tag, bucket) DO UPDATE SET amount = s.amount + excluded.amount;
            RETURN NULL;
        END
        $function$;
        CREATE TRIGGER attempt_counted AFTER INSERT OR UPDATE OF state, amount ON holysheep.attempts FOR EACH ROW EXECUTE FUNCTION holysheep.count_attempt();
        CREATE TRIGGER tag_counted AFTER INSERT ON holysheep.attempt_tags FOR EACH ROW EXECUTE FUNCTION holysheep.count_tag();
        """;

    /// <summary>What processes may spend of budgets before their attempts are in the ledger. A program that does not know them would spend what they hold.</summary>
    public const string Leases =
        """
        CREATE TABLE holysheep.leases (
            id bigint PRIMARY KEY, budget text NOT NULL, first bigint NOT NULL, until bigint NOT NULL, process bigint NOT NULL, owner text NOT NULL, client text NOT NULL,
            budget_limit bigint NOT NULL, granted bigint NOT NULL, remaining bigint NOT NULL) WITH (fillfactor = 50);
        """;

    /// <summary>The machine that made an attempt, and the period that a lease's process has for its budget; null in rows of programs that do not write them.</summary>
    public const string Machines = "ALTER TABLE holysheep.attempts ADD COLUMN machine text; ALTER TABLE holysheep.leases ADD COLUMN period text";
}
