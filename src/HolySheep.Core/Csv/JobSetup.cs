using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Calls.Batches;
using HolySheep.Chat;
using HolySheep.Csv.Agreement;
using HolySheep.Csv.Guard;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes;
using HolySheep.Csv.Reading;
using HolySheep.Csv.Writing;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Templates;

namespace HolySheep.Csv;

/// <summary>What a job knows before its first row: the format of the file, the prompt bound to its columns, and the targets that can answer.</summary>
internal sealed class JobSetup
{
    private const int MostCalls = 1024;
    private readonly bool _sandbox;

    /// <param name="client">The client.</param>
    /// <param name="options">The options.</param>
    /// <param name="findDesk">Gives the batches of a target; null if its provider has no batch API.</param>
    /// <exception cref="HolySheepException">The options do not fit together or do not fit the file.</exception>
    public JobSetup(HolySheepClient client, CsvJobOptions options, Func<RouteCandidate, IBatchDesk?> findDesk)
    {
        Check(options);
        Options = options with { Path = FullPath(options.Path, "input"), OutPath = FullPath(options.OutPath, "output") };
        Paths = new JobPaths(Options.OutPath) { Page = options.HtmlReportPath is { } page ? FullPath(page, "page about the run") : null };
        CheckFiles(client);
        var template = PromptTemplate.Parse(options.Prompt);
        Request = Named(options.Request) with { SharedPrefix = template.SharedPrefix, CacheRefresh = options.Restart, Flex = options.Request.Flex || options.Lane == CsvLane.Flex };
        client.CheckOptions(Request);
        Targets = client.TargetsOf(Request);
        FindDesk = findDesk;
        Desk = LaneRules.FindDesk(options.Lane, Targets, FindDesk);
        Reference = Options.Agreement is { } agreement ? AgreementRules.ReferenceOf(client, Request, Targets, agreement) : null;
        _sandbox = client.IsSandbox;
        Columns = new AnswerColumns(options.OutputColumn, Request.JsonSchema, record: !options.NoMeta);
        Format = CsvFormatReader.Read(Options.Path, options.Encoding, options.Delimiter);
        using var rows = OpenRows();
        Header = rows.Header;
        Columns.CheckRow([.. Header]);
        Layout = new OutputLayout(Header, Columns.Names, record: !options.NoMeta);
        FailedRows = new FailedRowsLayout(Header, Columns.Names);
        Prompt = RowPrompt.Bind(template, Header);
        Attachments = options.AttachmentColumns.Count == 0 ? null : new RowAttachments(client, Options, Header);
        Stamp = StampOf(Options.Path);
    }

    public CsvJobOptions Options { get; }

    public JobPaths Paths { get; }

    /// <summary>The request of every row, without the prompt.</summary>
    public ChatRequest Request { get; }

    /// <summary>The targets that can answer, in order.</summary>
    public IReadOnlyList<RouteCandidate> Targets { get; }

    /// <summary>Gives the batches of a target; null if its provider has no batch API.</summary>
    public Func<RouteCandidate, IBatchDesk?> FindDesk { get; }

    /// <summary>The batches of the target that answers them; null if the rows go to live calls.</summary>
    public IBatchDesk? Desk { get; }

    /// <summary>What the reference model is asked; null if no agreement with one is promised.</summary>
    public ReferenceQuestion? Reference { get; }

    public AnswerColumns Columns { get; }

    public CsvFormat Format { get; }

    public IReadOnlyList<string> Header { get; }

    public OutputLayout Layout { get; }

    public FailedRowsLayout FailedRows { get; }

    public RowPrompt Prompt { get; }

    /// <summary>The attachments of rows; null if no column names any.</summary>
    public RowAttachments? Attachments { get; }

    /// <summary>The length and modification time of the input at the first read.</summary>
    public (long Length, DateTime Written)? Stamp { get; }

    /// <summary>The length and modification time of a file; null if it does not exist.</summary>
    public static (long Length, DateTime Written)? StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : null;
    }

    public CsvRows OpenRows() => CsvRows.Open(Options.Path, Format);

    /// <summary>What a row asks; from any thread.</summary>
    public RowInput InputOf(IReadOnlyList<string> cells)
    {
        var text = Prompt.Of(cells);
        return Attachments?.Of(cells) is { } sources ? new RowInput(text, sources, text + Attachments.IdentityOf(sources)) : new RowInput(text, null, text);
    }

    /// <summary>Calculates keys of rows. Jobs whose promises of agreement differ do not share answers.</summary>
    public RowHash NewHash() => new(Request, [.. Targets.Select(target => target.ChainModel).Distinct(), .. Options.Agreement is { } promise ? (string[])[promise.ToString()] : []], _sandbox);

    /// <summary>Checks a number of calls at once.</summary>
    /// <exception cref="HolySheepException">It is too small or too large.</exception>
    public static void CheckThrottle(int limit)
    {
        if (limit is < 1 or > MostCalls)
        {
            throw Fault($"The limit of calls at once cannot be {limit}.", $"Give a number from 1 to {MostCalls}.");
        }
    }

    private static void Check(CsvJobOptions options)
    {
        CheckThrottle(options.ThrottleLimit);
        LaneRules.Check(options);
        AgreementRules.Check(options);
        if (options.MaxCost < 0 || options.MaxErrors < 0)
        {
            throw Fault("A limit is below zero.", "Give a limit of 0 or more, or no limit.");
        }

        if (options is { Shared: true, MaxCost: not null })
        {
            throw Fault($"{CommandHint.Option("MaxCost")} limits the calls of one machine, and a shared job is answered by many.", $"Leave it out, and limit the job with a budget, which all machines share: {CommandHint.MakeBudget}");
        }

        if (options is { Shared: true, AttachmentColumns.Count: > 0 })
        {
            throw Fault("The attachments of rows are files of this machine, which others cannot read.", $"Leave out {CommandHint.Option("Shared")}.");
        }
    }

    private void CheckFiles(HolySheepClient client)
    {
        try
        {
            JobFileGuard.Check(Paths, Options.Path, [.. Options.ReadFiles.Select(file => ("a file that the job reads", Path.GetFullPath(file))), .. client.Resources.Files]);
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            throw CsvFault.Unusable(Paths.Out, "cannot be written", exception, "Give an output in a folder that exists and that you can write to.");
        }
    }

    private static string FullPath(string path, string what) => string.IsNullOrWhiteSpace(path)
        ? throw Fault($"The path of the {what} is empty.", "Give the path of a file; a variable that is not set gives an empty text.")
        : Path.GetFullPath(path);

    private static HolySheepException Fault(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);

    // The job is named after its output, unless the caller names it.
    private ChatRequest Named(ChatRequest request)
    {
        // An answer that is not valid JSON is requested once more.
        var limits = request.JsonSchema is not null && request.Limits.MaxRetries is null ? request.Limits with { MaxRetries = 1 } : request.Limits;
        return request with { Job = request.Job ?? Path.GetFileName(Options.OutPath), Limits = limits };
    }
}
