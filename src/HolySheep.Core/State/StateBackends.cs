using System;
using HolySheep.State.Memory;
using HolySheep.State.Sqlite;

namespace HolySheep.State;

/// <summary>Selects where state is kept.</summary>
internal static class StateBackends
{
    /// <summary>The backend of a client.</summary>
    /// <param name="folder">The folder of the state file; null means memory.</param>
    /// <param name="timeProvider">The clock.</param>
    public static IStateBackend Open(string? folder, TimeProvider timeProvider) =>
        folder is null ? new MemoryStateBackend(timeProvider) : new SqliteStateBackend(folder, timeProvider);
}
