using System;
using System.Collections.Generic;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger;

/// <summary>What is written about an attempt before it is sent. <see cref="Log.LogStart"/> reads its JSON.</summary>
internal sealed record AttemptStart
{
    /// <summary>The row of the process that makes the attempt.</summary>
    public long Process { get; set; }

    public string Call { get; set; } = "";

    public AttemptRole Role { get; set; }

    public int Number { get; set; }

    public bool IsFallback { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public string ModelAsked { get; set; } = "";

    public string Model { get; set; } = "";

    public string ModelSent { get; set; } = "";

    public string Provider { get; set; } = "";

    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    public string? Job { get; set; }

    public string? Task { get; set; }

    public string? Caller { get; set; }

    public string? Version { get; set; }

    public string? Revision { get; set; }

    /// <summary>The name of the machine that makes the attempt; null in lines of earlier versions.</summary>
    public string? Machine { get; set; }

    /// <summary>The estimated cost, in <see cref="UsdAmount"/>'s units; null if the price is unknown.</summary>
    public long? Estimate { get; set; }

    public long PromptTokens { get; set; }

    /// <summary>The answer tokens in the estimate.</summary>
    public long ExpectedOutput { get; set; }

    public string? Prompt { get; set; }

    /// <summary>The kind of its prompt, as in <see cref="LedgerEntry.PromptKind"/>; null in lines of earlier versions.</summary>
    public int? PromptKind { get; set; }

    /// <summary>The wait before it.</summary>
    public TimeSpan Wait { get; set; }

    /// <summary>Which of the provider's keys it is sent with, as in <see cref="LedgerEntry.KeyMark"/>.</summary>
    public string? KeyMark { get; set; }

    /// <summary>The leases that its estimate is spent from; null if there are none.</summary>
    public IReadOnlyList<long>? Leases { get; set; }

    public static AttemptStart Of(LedgerEntry entry, LedgerWriterFacts writer, long process, long expectedOutput) => new()
    {
        Process = process,
        Call = entry.Call,
        Role = entry.Role,
        Number = entry.Number,
        IsFallback = entry.IsFallback,
        StartedAt = entry.StartedAt,
        ModelAsked = entry.ModelAsked,
        Model = entry.Model,
        ModelSent = entry.ModelSent,
        Provider = entry.Provider,
        Tags = entry.Tags,
        Job = entry.Job,
        Task = entry.Task,
        Caller = entry.Caller ?? writer.Caller,
        Version = writer.Version,
        Revision = writer.Revision,
        Machine = writer.Machine,
        Estimate = UsdAmount.ToUnits(entry.EstimateOf(expectedOutput)),
        PromptTokens = entry.PromptTokens,
        ExpectedOutput = expectedOutput,
        Prompt = entry.Prompt,
        PromptKind = entry.PromptKind,
        Wait = entry.Wait,
        KeyMark = entry.KeyMark,
    };
}
