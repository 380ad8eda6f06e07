using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Csv;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary>The options for the files of a CSV job.</summary>
internal sealed class CsvFileOptions
{
    private readonly Option<string?> _out = ValueOption.Text("--out", "FILE", "The output, which appears when all rows are done.").NotEmpty();
    private readonly Option<string?> _prompt = ValueOption.Text("--prompt", "TEXT", "The prompt: {Column} is replaced by a row's cell, doubled braces by braces.");
    private readonly Option<IReadOnlyList<string>?> _attachColumn = ValueOption.List("--attach-column", "A,B",
        "The columns whose cells name pictures, PDFs and texts that are sent with their row, several of a cell separated by |: paths from the folder of the input, or addresses of http and https.").NoEmptyItem();
    private readonly Option<bool> _trust = ValueOption.Flag("--trust-attachment", "Lets these cells name any file of the machine, and addresses of private networks.");
    private readonly Option<string?> _column = ValueOption.Text("--output-column", "NAME", "The column of the answer. Default: Answer, or one column per property of the schema.").NotEmpty();
    private readonly Option<string?> _encoding = ValueOption.Text("--encoding", "NAME", "The encoding of an input without a byte order mark, and of the output: utf8, utf8BOM, windows-1258. Default: UTF-8 for the input, and the input's encoding for the output.").NotEmpty();
    private readonly Option<string?> _delimiter = ValueOption.Text("--delimiter", "CHAR", "The delimiter of the fields; tab for a tab. Default: detected.");
    private readonly Option<bool> _noMeta = ValueOption.Flag("--no-meta", "Leaves out the metadata columns.");
    private readonly Option<bool> _noGuard = ValueOption.Flag("--no-formula-guard", "Writes answers unchanged, even if a spreadsheet would run them as formulas.");
    private readonly Option<bool> _shared = ValueOption.Flag("--shared", "Offers the rows to all machines that share the database of the state, and works on them too; 'holysheep work' joins in.");
    private readonly Option<string?> _htmlReport = ValueOption.Text("--html-report", "FILE", "Writes a page about the run for people too: what was asked and kept, lanes, savings and failures. The report in JSON, next to the output, has the same facts.").NotEmpty();
    private readonly Option<bool> _restart = ValueOption.Flag("--restart", "Forgets the answers of earlier runs.");

    public void AddTo(Command command)
    {
        // Not a job without them: the parser says which is missing.
        _out.Required = true;
        foreach (var option in new Option[] { _out, _prompt, _attachColumn, _trust, _column, _encoding, _delimiter, _noMeta, _noGuard, _restart, _shared, _htmlReport })
        {
            command.Options.Add(option);
        }
    }

    /// <param name="parse">The command line.</param>
    /// <param name="path">The input.</param>
    /// <param name="stored">The prompt of a template; null if there is none.</param>
    /// <exception cref="HolySheepException">There is no prompt.</exception>
    public CsvJobOptions Apply(ParseResult parse, string path, string? stored) => new()
    {
        Path = path,
        OutPath = parse.GetValue(_out)!,
        Prompt = parse.GetValue(_prompt) ?? stored ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, "Option '--prompt' is required.", "Give it, or name a template that has a prompt. See holysheep csv --help."),
        AttachmentColumns = parse.GetValue(_attachColumn) ?? [],
        TrustAttachments = parse.GetValue(_trust),
        OutputColumn = parse.GetValue(_column),
        Encoding = parse.GetValue(_encoding),
        Delimiter = parse.GetValue(_delimiter),
        NoMeta = parse.GetValue(_noMeta),
        NoFormulaGuard = parse.GetValue(_noGuard),
        Restart = parse.GetValue(_restart),
        Shared = parse.GetValue(_shared),
        HtmlReportPath = parse.GetValue(_htmlReport),
    };
}
