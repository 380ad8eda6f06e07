using HolySheep.Maintenance;

namespace HolySheep.PowerShell.Results;

/// <summary>The result of one check of the state.</summary>
public sealed class HolySheepStateFinding
{
    internal HolySheepStateFinding(StateFinding finding) => (Name, Succeeded, Code, Message, Hint) = (finding.Name, finding.Succeeded, finding.Code, finding.Message, finding.Hint);

    /// <summary>What was checked.</summary>
    public string Name { get; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool Succeeded { get; }

    /// <summary>The code of the fault; null if there is none.</summary>
    public string? Code { get; }

    /// <summary>What was found.</summary>
    public string Message { get; }

    /// <summary>What to do; null if nothing has to be done.</summary>
    public string? Hint { get; }

    /// <summary>The check and what was found.</summary>
    public override string ToString() => $"{Name}: {Message}";
}
