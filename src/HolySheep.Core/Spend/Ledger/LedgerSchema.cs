using System.Collections.Generic;

namespace HolySheep.Spend.Ledger;

/// <summary>The tables of <c>ledger.db</c>: each text brings a file from one version to the next.</summary>
internal static class LedgerSchema
{
    /// <summary>
    /// Amounts are whole numbers of <see cref="UsdAmount"/>. <c>attempts.amount</c> is what budgets count: the cost once it is known, else the estimate.
    /// <c>spend</c> and <c>spend_tags</c> are its sums for quarters of an hour, kept by triggers so that no writer can forget them.
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

        // The tags of an attempt beside it: reports read one table and nothing else.
        """
        ALTER TABLE attempts ADD COLUMN tags TEXT NOT NULL DEFAULT '';
        UPDATE attempts SET tags = coalesce((SELECT group_concat(tag, char(31)) FROM attempt_tags WHERE attempt = id AND pair = 1), '');
        ALTER TABLE attempt_tags DROP COLUMN pair;
        """,

        // How many answers a row of the role "reused" stands for.
        "ALTER TABLE attempts ADD COLUMN reused INTEGER NOT NULL DEFAULT 0",
    ];
}
