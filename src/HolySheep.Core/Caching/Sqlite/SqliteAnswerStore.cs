using System;
using System.Text;
using HolySheep.State.Sqlite;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Caching.Sqlite;

/// <summary>Keeps answers in <c>cache.db</c>, for all processes of the machine. A fault of the file costs the answers and one warning.</summary>
internal sealed class SqliteAnswerStore : IAnswerStore
{
    private const int MostRemovedAtOnce = 100;

    // Which of two answers was used last matters by the minute: most uses need no write.
    private static readonly TimeSpan UseStep = TimeSpan.FromMinutes(1);
    private readonly SharedFile _file;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;

    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The maximum size of all answers.</param>
    /// <param name="timeProvider">The clock.</param>
    public SqliteAnswerStore(string path, long maxBytes, TimeProvider timeProvider)
    {
        (_maxBytes, _time) = (maxBytes, timeProvider);
        _file = new SharedFile(
            new DatabaseFile { Path = path, Schema = AnswerSchema.Newest, WaitsForDisk = false },
            new SharedFileWords("The kept answers are lost", "Answers are neither reused nor kept"),
            timeProvider);
    }

    public byte[]? Find(string key)
    {
        if (!_file.TryUse(database => database.Read(session => session.Query("SELECT used, answer FROM answers WHERE key = $1", row => (Used: row.GetInt64(0), Answer: row.GetString(1)), key)), out var rows)
            || rows.Count == 0)
        {
            return null;
        }

        var now = Now;
        if (now - rows[0].Used > UseStep.TotalMilliseconds)
        {
            _file.TryUse(database => database.Write(session => session.Execute("UPDATE answers SET used = $1 WHERE key = $2", now, key)), out _);
        }

        return Encoding.UTF8.GetBytes(rows[0].Answer);
    }

    public void Keep(string key, byte[] answer) => _file.TryUse(database => database.Write(session => Write(session, key, answer)), out _);

    public string? TakeWarning() => _file.TakeWarning();

    public void Dispose() => _file.Dispose();

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private bool Write(ISqlSession session, string key, byte[] bytes)
    {
        var total = (long)session.Scalar("SELECT bytes FROM total")! - Size(session, key) + bytes.Length;
        session.Execute("INSERT OR REPLACE INTO answers VALUES ($1, $2, $3, $4)", key, Now, bytes.Length, Encoding.UTF8.GetString(bytes));
        while (total > _maxBytes)
        {
            foreach (var (oldest, size) in session.Query("SELECT key, bytes FROM answers ORDER BY used LIMIT $1", row => (row.GetString(0), row.GetInt64(1)), MostRemovedAtOnce))
            {
                session.Execute("DELETE FROM answers WHERE key = $1", oldest);
                total -= size;
                if (total <= _maxBytes)
                {
                    break;
                }
            }
        }

        session.Execute("UPDATE total SET bytes = $1", total);
        return true;
    }

    private static long Size(ISqlSession session, string key) => (long)(session.Scalar("SELECT bytes FROM answers WHERE key = $1", key) ?? 0L);
}
