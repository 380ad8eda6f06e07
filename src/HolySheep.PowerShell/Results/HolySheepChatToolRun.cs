using System;
using HolySheep.Chat.Tools;

namespace HolySheep.PowerShell.Results;

/// <summary>One tool call of the model that was answered: with the tool's result, or with an error.</summary>
public sealed class HolySheepChatToolRun
{
    internal HolySheepChatToolRun(ChatToolRun run)
    {
        Round = run.Round;
        Id = run.Id;
        Name = run.Name;
        Arguments = run.Arguments;
        Result = run.Result;
        IsError = run.IsError;
        IsConfirmed = run.IsConfirmed;
        DurationSec = Math.Round(run.Duration.TotalSeconds, 3);
        Duration = NestedMember.Text(NestedMember.Show(this, nameof(Duration), TimeSpan.FromSeconds(DurationSec)))!;
        CallId = run.CallId;
    }

    /// <summary>The round that asked for it, from 1.</summary>
    public int Round { get; }

    /// <summary>The id of the tool call; ids can repeat in other rounds.</summary>
    public string Id { get; }

    /// <summary>The name of the tool.</summary>
    public string Name { get; }

    /// <summary>The arguments as JSON text, as the model wrote them.</summary>
    public string Arguments { get; }

    /// <summary>The result or the error, exactly as the model was told.</summary>
    public string Result { get; }

    /// <summary>True if the tool failed or was not run, and the result says why.</summary>
    public bool IsError { get; }

    /// <summary>True if you confirmed this run.</summary>
    public bool IsConfirmed { get; }

    /// <summary>Seconds from the request of the call to its result, including the wait for a confirmation.</summary>
    public double DurationSec { get; }

    /// <summary>The time from the request of the call to its result.</summary>
    public string Duration { get; }

    /// <summary>The id under which the ledger keeps the round that asked for it, for <c>Get-HolySheepCall</c>; null if no ledger is kept.</summary>
    public string? CallId { get; }

    /// <summary>The round, the tool and whether it failed.</summary>
    public override string ToString() => IsError ? $"{Round}: {Name} failed" : $"{Round}: {Name}";
}
