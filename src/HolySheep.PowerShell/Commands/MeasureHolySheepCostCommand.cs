using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Clients;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;
using HolySheep.Spend.Pricing;

namespace HolySheep.PowerShell.Commands;

/// <summary>Measures what texts, files or the rows of a CSV file would cost as prompts at several models; no provider is called without -Exact.</summary>
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
    private PromptInputs? _prompts;

    /// <summary>The prompts, one per text; with pipeline input the prompt of Invoke-HolySheepChat: a template, or the text before the input.</summary>
    [Parameter(Position = 0, ParameterSetName = OfText)]
    [AllowEmptyString]
    public string[]? Text { get; set; }

    /// <summary>A text, which is a prompt; a file, whose text is a prompt; an object whose properties the prompt names; or an answer whose conversation would be continued.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = OfText)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>Files, with wildcards; the whole text of each is one prompt.</summary>
    [Parameter(ParameterSetName = OfPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Files, without wildcards; the whole text of each is one prompt.</summary>
    [Parameter(ParameterSetName = OfLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>A CSV file whose first row names the columns; each other row is one prompt.</summary>
    [Parameter(ParameterSetName = OfCsv)]
    [ValidateNotNullOrEmpty]
    public string? CsvPath { get; set; }

    /// <summary>The prompt template of a row of the CSV file, with {Column}, or of a piped object, with {Name}.</summary>
    [Parameter(ParameterSetName = OfCsv)]
    [Parameter(ParameterSetName = OfText)]
    [ValidateNotNullOrEmpty]
    public string? Prompt { get; set; }

    /// <summary>The models to compare.</summary>
    /// <value>Default: the default model and its chain.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Model { get; set; }

    /// <summary>The expected tokens of one answer.</summary>
    /// <value>Default: 1,000, or less if the model's limit is lower.</value>
    [Parameter]
    [Alias("MaxTokens")]
    [PlainNumber]
    public int? OutputTokens { get; set; }

    /// <summary>Asks the providers for the tokens of each prompt: nothing is paid, but prompts and keys are sent. With <c>$WhatIfPreference</c> nothing is sent.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _shared = SharedClients.Take(FileSystemPath(ConfigPath), sandbox: false, out var made);
            foreach (var warning in made ? _shared.Configuration.Warnings : [])
            {
                WriteWarning(warning);
            }

            var isExact = Exact && !LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
            if (isExact)
            {
                _shared.ReadVault();
            }

            _measurement = _shared.Client.MeasureCost(Model, OutputTokens, isExact);
        }
        catch (HolySheepException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, (object?)Model ?? ConfigPath));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            Use(InputObject, _ => AddInput(InputObject));
            return;
        }

        foreach (var text in Text ?? (ParameterSetName == OfText && Prompt is not null ? [Prompt] : []))
        {
            Add(text);
        }

        IReadOnlyList<string> paths = [];
        Use((object?)Path ?? LiteralPath, _ => paths = [.. ResolvedPaths()]);
        foreach (var path in paths)
        {
            Use(path, _ => AddFile(path));
        }

        if (CsvPath is not null)
        {
            Use(CsvPath, _ => _measurement!.AddCsvAsync(FileSystemPath(CsvPath)!, Prompt!, Cancellation.Token).GetAwaiter().GetResult());
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Use(null, _ =>
    {
        if (_prompts?.Together.Count > 0)
        {
            Add(Whole(_prompts.WithAll()));
        }

        var estimates = _measurement!.ToEstimates();
        Tell(_measurement.Warnings);
        WriteObject(estimates.Select(estimate => new HolySheepCostEstimate(estimate)), enumerateCollection: true);
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _shared?.GiveBack();
        _shared = null;
    }

    private void Add(string text) => _measurement!.AddAsync(text, Cancellation.Token).GetAwaiter().GetResult();

    private void AddFile(string path) => _measurement!.AddFileAsync(path, Cancellation.Token).GetAwaiter().GetResult();

    private void AddInput(object? input)
    {
        _prompts ??= new PromptInputs(Template(), instructs: false, usedElsewhere: false);
        if (Prompt is null && Text is null && FileOf(input) is { } path)
        {
            AddFile(path);
        }
        else if (!_prompts.Keep(input))
        {
            Add(Whole(_prompts.With(input)));
        }
    }

    private string? Template() => (Text, Prompt) switch
    {
        (null, _) => Prompt,
        ([var only], null) => only,
        _ => throw new HolySheepException(ErrorCode.ArgumentInvalid, "Several prompts were given together with pipeline input.", "Give one prompt, as for Invoke-HolySheepChat, or only pipe the texts in."),
    };

    // A file object without a prompt stands for its text, as does any object with the path of a file.
    private string? FileOf(object? input) => PipelineText.IsText(input) ? null
        : ((string[])["LiteralPath", "PSPath", "LP"]).Select(name => ValueShapes.Unwrapped(ObjectMember.Find(input, name)) as string).FirstOrDefault(path => path is { Length: > 0 }) is { } path ? FileSystemPath(path)
        : ValueShapes.Unwrapped(input) is FileInfo file ? file.FullName
        : null;

    // Every message of a conversation is sent and paid again.
    private static string Whole(IReadOnlyList<ChatMessage> messages) => string.Join("\n", messages.Select(message => message.Content));

    private IEnumerable<string> ResolvedPaths() => ParameterSetName switch
    {
        OfPath => Path!.SelectMany(path => Binding.FileSystemPath.Matching(SessionState.Path, path)),
        OfLiteralPath => LiteralPath!.Select(path => FileSystemPath(path)!),
        _ => [],
    };
}
