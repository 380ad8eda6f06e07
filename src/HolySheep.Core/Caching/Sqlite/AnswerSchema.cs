using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Caching.Sqlite;

/// <summary>The schema of <c>cache.db</c>, the answers that the processes of a machine share. It may be deleted at any time.</summary>
internal static class AnswerSchema
{
    // Times are UTC in milliseconds; the one row of total is the sum of bytes, so that a new answer does not read the whole table.
    private const string Answers = """
        CREATE TABLE answers (key TEXT PRIMARY KEY, used INTEGER NOT NULL, bytes INTEGER NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX answers_used ON answers (used, bytes);
        CREATE TABLE total (bytes INTEGER NOT NULL);
        INSERT INTO total VALUES (0);
        """;

    /// <summary>'HSca' in ASCII identifies the file.</summary>
    public static DatabaseSchema Newest { get; } = new(0x48536361, [Answers]);
}
