using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers.Values;

namespace HolySheep.PowerShell.Commands;

public sealed partial class InvokeHolySheepCsvCommand
{
    /// <summary>The input: a CSV file whose first line names its columns.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    [Alias("LiteralPath", "PSPath", "FullName")]
    public string? Path { get; set; }

    /// <summary>The output, which appears when all rows are done.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyString]
    [Alias("OutFile", "Destination")]
    public string? OutPath { get; set; }

    /// <summary>The prompt template: <c>{Column}</c> is replaced by a row's cell, doubled braces by braces.</summary>
    [Parameter(Position = 2)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>The columns whose cells name pictures, PDFs and texts that are sent with their row, several of a cell separated by | or line breaks: paths from the folder of the input, or addresses of http and https, which are fetched.</summary>
    [Parameter]
    [Alias("AttachColumn")]
    public string[] AttachmentColumn { get; set; } = [];

    /// <summary>Lets these cells name any file of the machine, and addresses of private networks. Whoever writes the rows then decides which files the provider gets.</summary>
    [Parameter]
    public SwitchParameter TrustAttachment { get; set; }

    /// <summary>The column of the answer; with a schema too, one column for the whole JSON.</summary>
    /// <value>Default: Answer, or one column per property of the schema.</value>
    [Parameter]
    public string? OutputColumn { get; set; }

    /// <summary>The maximum number of calls at once; it is lowered while a provider throttles.</summary>
    /// <value>Default: 16.</value>
    [Parameter]
    [NumberRange(1, MostConcurrentCalls)]
    [PlainNumber(EmptyIsUnset = true)]
    public int? ThrottleLimit { get; set; } = 16;

    /// <summary>Stops before this run costs more than this amount in USD, including calls under way.</summary>
    [Parameter]
    [PlainNumber(EmptyIsUnset = true)]
    [NumberRange(0d, double.MaxValue)]
    public decimal? MaxCost { get; set; }

    /// <summary>The number of failed rows that is tolerated; one more stops the run.</summary>
    [Parameter]
    [NumberRange(0, int.MaxValue)]
    [PlainNumber(EmptyIsUnset = true)]
    public int? MaxErrors { get; set; }

    /// <summary>The time after which no more rows are started: a time of day such as 06:00, which means the next 06:00, or a date and time.</summary>
    [Parameter]
    [TimeText]
    public string? Deadline { get; set; }

    /// <summary>The encoding of an input without a byte order mark, and of the output: utf8, utf8BOM, unicode, ansi, a name or number as in windows-1258, or a [System.Text.Encoding] object.</summary>
    /// <value>Default: UTF-8 for the input, and the input's encoding for the output.</value>
    [Parameter]
    [EncodingName]
    public string? Encoding { get; set; }

    /// <summary>The delimiter of the fields.</summary>
    /// <value>Default: detected from the first lines.</value>
    [Parameter]
    public string? Delimiter { get; set; }

    /// <summary>Ignores the answers of earlier runs.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    /// <summary>Offers the rows to all machines that share the database of the state, and works on them too; <c>holysheep work</c> joins in.</summary>
    [Parameter]
    public SwitchParameter Shared { get; set; }

    /// <summary>Writes a page about the run for people to this file too: what was asked and kept, lanes, savings and failures. The report in JSON, next to the output, has the same facts.</summary>
    [Parameter]
    [Alias("HtmlReportPath")]
    public string? HtmlReport { get; set; }

    /// <summary>Leaves out the metadata columns.</summary>
    [Parameter]
    public SwitchParameter NoMeta { get; set; }

    /// <summary>Writes answers unchanged, even if a spreadsheet would run them as formulas.</summary>
    [Parameter]
    public SwitchParameter NoFormulaGuard { get; set; }

    /// <summary>The faults that the sandbox plays in this command, for example 'gpt-4.1=429x2; claude-sonnet-4.5=down'; the script starts again with every command.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxScriptCompleter))]
    public string? SandboxScript { get; set; }
}
