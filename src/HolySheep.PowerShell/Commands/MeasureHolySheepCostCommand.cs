using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.PowerShell.Clients;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;
using HolySheep.Spend;

namespace HolySheep.PowerShell.Commands;

/// <summary>Measures what texts, files or the rows of a CSV file would cost as prompts at several models; nobody is called.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HolySheepCost", DefaultParameterSetName = OfText)]
[OutputType(typeof(HolySheepCostEstimate))]
public sealed class MeasureHolySheepCostCommand : HolySheepConfigurationCommand
{
    private const string OfText = "Text";
    private const string OfPath = "Path";
    private const string OfLiteralPath = "LiteralPath";
    private const string OfCsv = "Csv";

    private SharedClient? _shared;
    private CostMeasurement? _measurement;

    /// <summary>The prompts, one a text.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = OfText)]
    [Alias("InputObject")]
    [AllowEmptyString]
    public string[]? Text { get; set; }

    /// <summary>Files, with wildcards; the whole text of each is one prompt.</summary>
    [Parameter(ParameterSetName = OfPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Files, as they are written; the whole text of each is one prompt.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = OfLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>A CSV file whose first row names the columns; each other row is one prompt.</summary>
    [Parameter(ParameterSetName = OfCsv)]
    [ValidateNotNullOrEmpty]
    public string? CsvPath { get; set; }

    /// <summary>The prompt of a row, with {Column} where a cell stands.</summary>
    [Parameter(ParameterSetName = OfCsv)]
    [ValidateNotNullOrEmpty]
    public string? Prompt { get; set; }

    /// <summary>The models to compare.</summary>
    /// <value>Default: the default model and its chain.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Model { get; set; }

    /// <summary>The tokens that one answer is expected to have.</summary>
    /// <value>Default: 1,000, or less where the model writes less.</value>
    [Parameter]
    [Alias("MaxTokens")]
    public int? OutputTokens { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _shared = SharedClients.Take(FileSystemPath(ConfigPath), sandbox: false, out var made);
            foreach (var warning in made ? _shared.Configuration.Warnings : [])
            {
                WriteWarning(warning);
            }

            _measurement = _shared.Client.MeasureCost(Model, OutputTokens);
        }
        catch (HolySheepException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, (object?)Model ?? ConfigPath));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in Text ?? [])
        {
            _measurement!.Add(text);
        }

        foreach (var path in ResolvedPaths())
        {
            Use(path, _ => _measurement!.AddFile(path));
        }

        if (CsvPath is not null)
        {
            Use(CsvPath, _ => _measurement!.AddCsv(FileSystemPath(CsvPath)!, Prompt!, Cancellation.Token));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Use(null, _ => WriteObject(_measurement!.ToEstimates().Select(estimate => new HolySheepCostEstimate(estimate)), enumerateCollection: true));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _shared?.GiveBack();
        _shared = null;
    }

    private IEnumerable<string> ResolvedPaths() => ParameterSetName switch
    {
        OfPath => Path!.SelectMany(path => GetResolvedProviderPathFromPSPath(path, out _)),
        OfLiteralPath => LiteralPath!.Select(path => FileSystemPath(path)!),
        _ => [],
    };
}
