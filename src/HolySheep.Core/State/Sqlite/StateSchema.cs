using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>The schema of <c>state.db</c>, the disposable state that the processes of a machine share.</summary>
internal static class StateSchema
{
    // Times are UTC ticks; a row's revision is higher than that of every row written before it.
    private const string Health = """
        CREATE TABLE health (
          name TEXT PRIMARY KEY, opened_at INTEGER, open_until INTEGER, by_hint INTEGER NOT NULL, reason TEXT, breaks INTEGER NOT NULL,
          failures INTEGER NOT NULL, probe_since INTEGER, closed_at INTEGER, calls TEXT NOT NULL, revision INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX health_revision ON health (revision);
        CREATE TABLE turns (model TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private const string Limits = """
        CREATE TABLE paces (holder TEXT PRIMARY KEY, requests INTEGER, tokens INTEGER) WITHOUT ROWID;
        CREATE TABLE quotas (
          name TEXT PRIMARY KEY, requests_used INTEGER NOT NULL, tokens_used INTEGER NOT NULL, requests TEXT, tokens TEXT, kept_until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE calls (id INTEGER PRIMARY KEY AUTOINCREMENT, holder TEXT NOT NULL, process TEXT NOT NULL, over_at INTEGER NOT NULL);
        CREATE INDEX calls_holder ON calls (holder);
        CREATE TABLE latencies (name TEXT PRIMARY KEY, counts TEXT NOT NULL) WITHOUT ROWID;
        """;

    private const string Splits = """
        CREATE TABLE splits (
          model TEXT NOT NULL, side TEXT NOT NULL, setting TEXT NOT NULL, samples INTEGER NOT NULL, errors INTEGER NOT NULL, cost TEXT, latest TEXT NOT NULL,
          returned_at INTEGER, reason TEXT, told INTEGER NOT NULL, PRIMARY KEY (model, side)) WITHOUT ROWID;
        """;

    private const string Measurements = """
        CREATE TABLE measurements (name TEXT PRIMARY KEY, amount REAL NOT NULL, weight REAL NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
        """;

    // When a rate was written, and when a call ends in ticks since the machine started: they reveal times that a changed clock wrote.
    private const string Clocks = """
        ALTER TABLE paces ADD COLUMN at INTEGER;
        ALTER TABLE calls ADD COLUMN over_tick INTEGER;
        """;

    /// <summary>'HSst' in ASCII identifies the file.</summary>
    public static DatabaseSchema Newest { get; } = new(0x48537374, [Health, Limits, Splits, Measurements, Clocks]);
}
