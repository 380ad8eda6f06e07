namespace HolySheep.Configuration;

/// <summary>Where health, limits and money are kept.</summary>
public enum StateKind
{
    /// <summary>In files that the processes of one machine share.</summary>
    Sqlite,

    /// <summary>In each process.</summary>
    Memory,

    /// <summary>In a PostgreSQL database that many machines share.</summary>
    Postgres,
}
