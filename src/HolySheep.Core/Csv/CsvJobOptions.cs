using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Csv.Agreement;

namespace HolySheep.Csv;

/// <summary>The options of a CSV job.</summary>
public sealed record CsvJobOptions
{
    /// <summary>The path of the input: a CSV file whose first line names its columns.</summary>
    public required string Path { get; init; }

    /// <summary>The path of the output, which appears when all rows are done.</summary>
    public required string OutPath { get; init; }

    /// <summary>The path of a page (HTML) about the run for people; null writes none. A page of an earlier run there is replaced.</summary>
    public string? HtmlReportPath { get; init; }

    /// <summary>Other files that were read for the job, such as a schema; the job never writes to them.</summary>
    public IReadOnlyList<string> ReadFiles { get; init; } = [];

    /// <summary>The prompt template: <c>{Column}</c> is replaced by a row's cell, doubled braces by braces.</summary>
    public required string Prompt { get; init; }

    /// <summary>The columns whose cells name attachments of their row, several of a cell separated by <c>|</c> or line breaks: paths, from the folder of the input, and addresses of http or https.</summary>
    public IReadOnlyList<string> AttachmentColumns { get; init; } = [];

    /// <summary>Whether these cells may name any file of the machine, and addresses of private networks; otherwise only files in the folder of the input, and public addresses.</summary>
    public bool TrustAttachments { get; init; }

    /// <summary>Everything that is sent besides the prompt: model, chain, system, schema, parameters, limits, tags. Its messages are ignored.</summary>
    public ChatRequest Request { get; init; } = new() { Messages = [] };

    /// <summary>The column of the answer; null means <see cref="AnswerColumns.Answer"/>, or one column per property if there is a schema.</summary>
    public string? OutputColumn { get; init; }

    /// <summary>The maximum number of calls at once, 1 to 1,024; the number is lowered while a provider throttles.</summary>
    /// <value>Default: 16.</value>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>The maximum cost of this run in USD, calls under way included; null means no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>The number of failed rows that is tolerated; one more ends the run. Null means no limit.</summary>
    public int? MaxErrors { get; init; }

    /// <summary>The time after which the run starts no more rows; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The encoding of an input without a byte order mark, and of the output; null means UTF-8 for the input, and the input's encoding for the output.</summary>
    public string? Encoding { get; init; }

    /// <summary>The delimiter of the fields; null detects it.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Whether to ignore the answers of earlier runs.</summary>
    public bool Restart { get; init; }

    /// <summary>Whether the rows are offered to all machines that share the database of the state, and this one works on them too.</summary>
    public bool Shared { get; init; }

    /// <summary>How the rows reach a provider.</summary>
    /// <value>Default: <see cref="CsvLane.Live"/>.</value>
    public CsvLane Lane { get; init; }

    /// <summary>The time between two polls of batches, up to a day; null means a minute.</summary>
    public TimeSpan? BatchPoll { get; init; }

    /// <summary>Whether the run ends once every row is submitted in batches; later runs collect what is ready.</summary>
    public bool Detach { get; init; }

    /// <summary>Whether to send the rows of a batch again of which it is not known whether the provider has it.</summary>
    public bool Resubmit { get; init; }

    /// <summary>Whether rows that fail or expire in a batch go to live calls.</summary>
    public bool LiveRest { get; init; }

    /// <summary>What is promised about the answers in comparison with another model; null promises nothing.</summary>
    public CsvAgreement? Agreement { get; init; }

    /// <summary>Whether to leave out the metadata columns.</summary>
    public bool NoMeta { get; init; }

    /// <summary>Whether to write a model's text unchanged, even if a spreadsheet would run it as a formula.</summary>
    public bool NoFormulaGuard { get; init; }

    /// <summary>How long calls under way may take after the run was asked to stop.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
