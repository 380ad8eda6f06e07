using System.Collections.Generic;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>The tables of <c>ledger.db</c>: each SQL text migrates a file from one version to the next.</summary>
internal static class LedgerSchema
{
    /// <summary>
    /// Amounts are whole numbers of <see cref="UsdAmount"/>. <c>attempts.amount</c> is what budgets count: the cost if it is known, otherwise the estimate.
    /// <c>spend</c> and <c>spend_tags</c> are its sums per quarter of an hour over all finished attempts. Triggers maintain them, so that no writer can forget them.
    /// Attempts under way are few, and readers add them. <c>blocks</c> holds the range of quarters for each 1,024 rows.
    /// Every call writes to as few pages as possible, because each page takes as long as ten rows.
    /// </summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE processes (id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, started INTEGER NOT NULL, host TEXT NOT NULL);
        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            process INTEGER NOT NULL,
            call TEXT NOT NULL,
            role INTEGER NOT NULL,
            number INTEGER NOT NULL,
            fallback INTEGER NOT NULL,
            state INTEGER NOT NULL,
            started INTEGER NOT NULL,
            bucket INTEGER NOT NULL,
            model_asked TEXT NOT NULL,
            model TEXT NOT NULL,
            model_sent TEXT NOT NULL,
            provider TEXT NOT NULL,
            job TEXT NOT NULL,
            task TEXT,
            caller TEXT,
            version TEXT,
            revision TEXT,
            estimate INTEGER,
            cost INTEGER,
            amount INTEGER NOT NULL,
            outcome INTEGER,
            status INTEGER,
            request_id TEXT,
            prompt_tokens INTEGER NOT NULL,
            cached_tokens INTEGER NOT NULL DEFAULT 0,
            cache_write_tokens INTEGER NOT NULL DEFAULT 0,
            completion_tokens INTEGER NOT NULL,
            reasoning_tokens INTEGER NOT NULL DEFAULT 0,
            estimated INTEGER NOT NULL,
            duration_ms INTEGER,
            first_token_ms INTEGER,
            prompt TEXT,
            answer TEXT
        );
        CREATE INDEX attempts_by_start ON attempts (started);
        CREATE INDEX attempts_open ON attempts (process) WHERE state = 0;
        CREATE TABLE attempt_tags (attempt INTEGER NOT NULL, tag TEXT NOT NULL, pair INTEGER NOT NULL, PRIMARY KEY (attempt, tag)) WITHOUT ROWID;
        CREATE TABLE spend (
            bucket INTEGER NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, model_sent TEXT NOT NULL, job TEXT NOT NULL, amount INTEGER NOT NULL,
            PRIMARY KEY (bucket, provider, model, model_sent, job)) WITHOUT ROWID;
        CREATE TABLE spend_tags (tag TEXT NOT NULL, bucket INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (tag, bucket)) WITHOUT ROWID;
        CREATE TABLE alerts (budget TEXT NOT NULL, period INTEGER NOT NULL, share TEXT NOT NULL, PRIMARY KEY (budget, period, share)) WITHOUT ROWID;
        CREATE TRIGGER attempt_counted AFTER INSERT ON attempts WHEN NEW.amount <> 0 BEGIN
            INSERT INTO spend VALUES (NEW.bucket, NEW.provider, NEW.model, NEW.model_sent, NEW.job, NEW.amount)
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
        END;
        CREATE TRIGGER attempt_recounted AFTER UPDATE OF amount ON attempts WHEN NEW.amount <> OLD.amount BEGIN
            INSERT INTO spend VALUES (NEW.bucket, NEW.provider, NEW.model, NEW.model_sent, NEW.job, NEW.amount - OLD.amount)
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
            UPDATE spend_tags SET amount = amount + NEW.amount - OLD.amount
            WHERE bucket = NEW.bucket AND tag IN (SELECT tag FROM attempt_tags WHERE attempt = NEW.id);
        END;
        CREATE TRIGGER tag_counted AFTER INSERT ON attempt_tags BEGIN
            INSERT INTO spend_tags SELECT NEW.tag, bucket, amount FROM attempts WHERE id = NEW.attempt
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
        END;
        """,

        // The tags of an attempt are in its row, so that reports read only one table.
        """
        ALTER TABLE attempts ADD COLUMN tags TEXT NOT NULL DEFAULT '';
        UPDATE attempts SET tags = coalesce((SELECT group_concat(tag, char(31)) FROM attempt_tags WHERE attempt = id AND pair = 1), '');
        ALTER TABLE attempt_tags DROP COLUMN pair;
        """,

        // Sums without attempts under way, and no index over times, which nearly follow the rows.
        """
        DROP TRIGGER attempt_counted;
        DROP TRIGGER attempt_recounted;
        DROP TRIGGER tag_counted;
        DROP INDEX attempts_by_start;
        UPDATE spend SET amount = amount - (
            SELECT coalesce(sum(amount), 0) FROM attempts AS a
            WHERE a.state = 0 AND a.bucket = spend.bucket AND a.provider = spend.provider AND a.model = spend.model AND a.model_sent = spend.model_sent AND a.job = spend.job);
        UPDATE spend_tags SET amount = amount - (
            SELECT coalesce(sum(a.amount), 0) FROM attempts AS a JOIN attempt_tags AS t ON t.attempt = a.id
            WHERE a.state = 0 AND a.bucket = spend_tags.bucket AND t.tag = spend_tags.tag);
        CREATE TABLE blocks (block INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
        INSERT INTO blocks SELECT id >> 10, min(bucket), max(bucket) FROM attempts GROUP BY 1;
        CREATE TRIGGER attempt_placed AFTER INSERT ON attempts WHEN NOT EXISTS (
            SELECT 1 FROM blocks WHERE block = NEW.id >> 10 AND first <= NEW.bucket AND last >= NEW.bucket) BEGIN
            INSERT INTO blocks VALUES (NEW.id >> 10, NEW.bucket, NEW.bucket)
            ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last);
        END;
        CREATE TRIGGER attempt_counted AFTER INSERT ON attempts WHEN NEW.state <> 0 AND NEW.amount <> 0 BEGIN
            INSERT INTO spend VALUES (NEW.bucket, NEW.provider, NEW.model, NEW.model_sent, NEW.job, NEW.amount)
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
        END;
        CREATE TRIGGER attempt_recounted AFTER UPDATE OF state, amount ON attempts WHEN NEW.state <> 0 AND NEW.amount <> CASE OLD.state WHEN 0 THEN 0 ELSE OLD.amount END BEGIN
            INSERT INTO spend VALUES (
                NEW.bucket, NEW.provider, NEW.model, NEW.model_sent, NEW.job, NEW.amount - CASE OLD.state WHEN 0 THEN 0 ELSE OLD.amount END)
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
            INSERT INTO spend_tags SELECT tag, NEW.bucket, NEW.amount - CASE OLD.state WHEN 0 THEN 0 ELSE OLD.amount END FROM attempt_tags WHERE attempt = NEW.id
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
        END;
        CREATE TRIGGER tag_counted AFTER INSERT ON attempt_tags BEGIN
            INSERT INTO spend_tags SELECT NEW.tag, bucket, amount FROM attempts WHERE id = NEW.attempt AND state <> 0 AND amount <> 0
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
        END;
        """,

        // The number of answers that a row of the role "reused" stands for.
        "ALTER TABLE attempts ADD COLUMN reused INTEGER NOT NULL DEFAULT 0",

        // The line of its client's log that a row comes from, and the last imported line of each client's log.
        """
        ALTER TABLE attempts ADD COLUMN entry INTEGER;
        CREATE TABLE logs (client TEXT PRIMARY KEY, entered INTEGER NOT NULL) WITHOUT ROWID;
        """,

        // Costs that providers state, the kind of each prompt, tags in lower case, and alerts by the setting of their budget; "alerts" keeps what earlier versions recorded.
        """
        ALTER TABLE attempts ADD COLUMN stated INTEGER;
        ALTER TABLE attempts ADD COLUMN prompt_kind INTEGER;
        DROP TRIGGER tag_counted;
        INSERT OR IGNORE INTO attempt_tags SELECT attempt, lower(tag) FROM attempt_tags WHERE tag <> lower(tag);
        DELETE FROM attempt_tags WHERE tag <> lower(tag);
        INSERT INTO spend_tags SELECT lower(tag), bucket, sum(amount) FROM spend_tags WHERE tag <> lower(tag) GROUP BY 1, 2
        ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
        DELETE FROM spend_tags WHERE tag <> lower(tag);
        CREATE TRIGGER tag_counted AFTER INSERT ON attempt_tags BEGIN
            INSERT INTO spend_tags SELECT NEW.tag, bucket, amount FROM attempts WHERE id = NEW.attempt AND state <> 0 AND amount <> 0
            ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
        END;
        CREATE TABLE alert_marks (
            setting TEXT NOT NULL, period INTEGER NOT NULL, mark TEXT NOT NULL, given INTEGER NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL, delivered INTEGER NOT NULL,
            PRIMARY KEY (setting, period, mark)) WITHOUT ROWID;
        """,

        // Why an attempt failed, what it waited, and its key. Ids of calls begin with the time of the call, so that an index over them lists calls by time: LedgerCallId.
        """
        ALTER TABLE attempts ADD COLUMN message TEXT;
        ALTER TABLE attempts ADD COLUMN wait_ms INTEGER;
        ALTER TABLE attempts ADD COLUMN key_mark TEXT;
        CREATE TABLE call_starts (call TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
        INSERT INTO call_starts SELECT call,
            substr(d, ((at >> 45) & 31) + 1, 1) || substr(d, ((at >> 40) & 31) + 1, 1) || substr(d, ((at >> 35) & 31) + 1, 1) || substr(d, ((at >> 30) & 31) + 1, 1)
            || substr(d, ((at >> 25) & 31) + 1, 1) || substr(d, ((at >> 20) & 31) + 1, 1) || substr(d, ((at >> 15) & 31) + 1, 1) || substr(d, ((at >> 10) & 31) + 1, 1)
            || substr(d, ((at >> 5) & 31) + 1, 1) || substr(d, (at & 31) + 1, 1) || substr(call, 1, 16)
        FROM (SELECT call, max(0, min(started)) AS at, '0123456789abcdefghjkmnpqrstvwxyz' AS d FROM attempts GROUP BY call);
        UPDATE attempts SET call = (SELECT s.id FROM call_starts AS s WHERE s.call = attempts.call);
        DROP TABLE call_starts;
        CREATE INDEX attempts_by_call ON attempts (call);
        """,

        // With these two, a cost follows from its row: cache writes that stay for an hour, and the flexible tier, have prices of their own.
        """
        ALTER TABLE attempts ADD COLUMN hour_cache_write_tokens INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE attempts ADD COLUMN flex INTEGER NOT NULL DEFAULT 0;
        """,

        // What processes may spend of budgets before their attempts are in the ledger: LeaseRows.
        """
        CREATE TABLE leases (
            id INTEGER PRIMARY KEY, budget TEXT NOT NULL, first INTEGER NOT NULL, until INTEGER NOT NULL, process INTEGER NOT NULL, owner TEXT NOT NULL, client TEXT NOT NULL,
            budget_limit INTEGER NOT NULL, granted INTEGER NOT NULL, remaining INTEGER NOT NULL)
        """,

        // The machine that made an attempt, and the period that a lease's process has for its budget; null in rows of earlier versions.
        """
        ALTER TABLE attempts ADD COLUMN machine TEXT;
        ALTER TABLE leases ADD COLUMN period TEXT;
        """,
    ];
}
