using System;
using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Csv;

/// <summary>What a CSV job does.</summary>
public sealed record CsvJobOptions
{
    /// <summary>The input: a CSV file whose first line names its columns.</summary>
    public required string Path { get; init; }

    /// <summary>The output, which appears when all rows are done.</summary>
    public required string OutPath { get; init; }

    /// <summary>Other files that were read for the job, such as a schema's: none of them is ever written.</summary>
    public IReadOnlyList<string> ReadFiles { get; init; } = [];

    /// <summary>The prompt: <c>{Column}</c> stands for a row's cell, doubled braces for braces.</summary>
    public required string Prompt { get; init; }

    /// <summary>What is asked beside the prompt: model, chain, system, schema, parameters, limits, tags; its messages are not looked at.</summary>
    public ChatRequest Request { get; init; } = new() { Messages = [] };

    /// <summary>The column of the answer; null means <see cref="AnswerColumns.Answer"/>, or one column per property where there is a schema.</summary>
    public string? OutputColumn { get; init; }

    /// <summary>The most calls at once, 1 to 1,024; fewer are made while a provider asks for fewer.</summary>
    /// <value>Default: 16.</value>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>What this run may cost in USD, calls under way included; null means no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>The failed rows that are put up with; one more ends the run. Null means no limit.</summary>
    public int? MaxErrors { get; init; }

    /// <summary>When the run begins no more rows; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How an input without a byte order mark is read, and how the output is written; null means UTF-8, and as the input.</summary>
    public string? Encoding { get; init; }

    /// <summary>What separates the fields; null finds it out.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Forgets the answers of earlier runs.</summary>
    public bool Restart { get; init; }

    /// <summary>Leaves out the columns that say how an answer came about.</summary>
    public bool NoMeta { get; init; }

    /// <summary>Writes what a model wrote as it is, also where a spreadsheet would run it.</summary>
    public bool NoFormulaGuard { get; init; }

    /// <summary>How long calls under way may take once the run was asked to stop.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
