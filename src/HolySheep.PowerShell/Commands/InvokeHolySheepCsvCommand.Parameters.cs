using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

public sealed partial class InvokeHolySheepCsvCommand
{
    /// <summary>The input: a CSV file whose first line names its columns.</summary>
    [Parameter(Position = 0)]
    [Alias("LiteralPath", "PSPath", "FullName")]
    public string? Path { get; set; }

    /// <summary>The output; it appears when all rows are done.</summary>
    [Parameter(Position = 1)]
    [Alias("OutFile", "Destination")]
    public string? OutPath { get; set; }

    /// <summary>The prompt: <c>{Column}</c> stands for a row's cell, doubled braces for braces.</summary>
    [Parameter(Position = 2)]
    public string? Prompt { get; set; }

    /// <summary>The column of the answer; with a schema too, one column for the whole JSON.</summary>
    /// <value>Default: Answer, or one column per property of the schema.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputColumn { get; set; }

    /// <summary>Randomness of the answers, 0 to 2.</summary>
    [Parameter]
    [PlainNumber]
    public double? Temperature { get; set; }

    /// <summary>The most calls at once; fewer are made while a provider asks for fewer.</summary>
    /// <value>Default: 16.</value>
    [Parameter]
    [ValidateRange(1, MostConcurrentCalls)]
    [PlainNumber]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Stops before this run costs more than that, in USD; calls under way are counted.</summary>
    [Parameter]
    [PlainNumber]
    [ValidateRange(0d, double.MaxValue)]
    public decimal? MaxCost { get; set; }

    /// <summary>The failed rows that are put up with; one more stops the run.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [PlainNumber]
    public int? MaxErrors { get; set; }

    /// <summary>When no more rows are begun: a time of day such as 06:00, which is the next one, or a date and time.</summary>
    [Parameter]
    [TimeText]
    [ValidateNotNullOrEmpty]
    public string? Deadline { get; set; }

    /// <summary>Limit of one row's call in seconds, waits and fallbacks included.</summary>
    [Parameter]
    [ValidateRange(ShortestLimit, LongestLimit)]
    [PlainNumber]
    public double? TimeoutSec { get; set; }

    /// <summary>How an input without a byte order mark is read, and how the output is written: utf8, utf8BOM, unicode, ansi, a name or number as in windows-1258, or an encoding as [System.Text.Encoding] gives it.</summary>
    /// <value>Default: UTF-8, and as the input.</value>
    [Parameter]
    [EncodingName]
    [ValidateNotNullOrEmpty]
    public string? Encoding { get; set; }

    /// <summary>What separates the fields.</summary>
    /// <value>Default: found out from the first lines.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Delimiter { get; set; }

    /// <summary>Forgets the answers of earlier runs.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    /// <summary>Leaves out the columns that say how an answer came about.</summary>
    [Parameter]
    public SwitchParameter NoMeta { get; set; }

    /// <summary>Leaves answers as they are that a spreadsheet would run as formulas.</summary>
    [Parameter]
    public SwitchParameter NoFormulaGuard { get; set; }

    /// <summary>Faults that the sandbox plays for this command, for example 'gpt-4.1=429x2; claude-sonnet-4.5=down'; the script starts anew with every command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxScriptCompleter))]
    public string? SandboxScript { get; set; }
}
