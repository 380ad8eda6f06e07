using System;
using HolySheep.Maintenance;

namespace HolySheep.PowerShell.Results;

/// <summary>A machine that uses the state.</summary>
public sealed class HolySheepStateMachine
{
    internal HolySheepStateMachine(StateMachine machine) => (Name, Processes, LastSeen) = (machine.Name, machine.Processes, machine.LastSeen);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The number of its processes that book calls and have not ended, as far as that is known.</summary>
    public int Processes { get; }

    /// <summary>When one of them registered or last gave a sign, which they do every hour.</summary>
    public DateTimeOffset LastSeen { get; }

    /// <summary>The name and the processes.</summary>
    public override string ToString() => $"{Name}: {Processes} processes";
}
