namespace HolySheep.Maintenance;

/// <summary>The result of one check.</summary>
public sealed record StateFinding
{
    /// <summary>What was checked.</summary>
    public required string Name { get; init; }

    /// <summary>The code of the fault, one of <see cref="Errors.ErrorCode"/>; null if there is none.</summary>
    public string? Code { get; init; }

    /// <summary>What was found; contains no secret.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; null if nothing has to be done.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool Succeeded => Code is null;
}
