using System;

namespace HolySheep.Postgres;

/// <summary>How long the database may take.</summary>
internal sealed record PostgresLimits
{
    /// <summary>The limit of a statement on the path of a call.</summary>
    public TimeSpan Statement { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The limit of a statement that no call waits for, and of one that books money.</summary>
    public TimeSpan Work { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The limit of opening the first connection.</summary>
    public TimeSpan Opening { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a process that ends waits for the database.</summary>
    public TimeSpan Closing { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long rows of a shared job are held without being renewed.</summary>
    public TimeSpan JobLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether times are taken from the server's clock; a test with a clock of its own takes them from that.</summary>
    public bool UsesServerTime { get; init; } = true;
}
