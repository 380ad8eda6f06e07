using System;

namespace HolySheep.Chat.Tools;

/// <summary>One tool call of the model that was answered: with the tool's result, or with an error.</summary>
public sealed record ChatToolRun
{
    /// <summary>The round that asked for it, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The id of the tool call; ids can repeat in other rounds.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the tool, as the model wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments as JSON text, as the model wrote them.</summary>
    public required string Arguments { get; init; }

    /// <summary>The result or the error, exactly as the model was told.</summary>
    public required string Result { get; init; }

    /// <summary>True if the tool failed or was not run, and the result says why.</summary>
    public bool IsError { get; init; }

    /// <summary>True if a person confirmed this run.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The time from the request of the call to its result, including the wait for a confirmation.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The id under which the ledger keeps the round that asked for it; null if no ledger is kept.</summary>
    public string? CallId { get; init; }

    /// <summary>The round, the tool and whether it failed, for display.</summary>
    public override string ToString() => IsError ? $"{Round}: {Name} failed" : $"{Round}: {Name}";
}
