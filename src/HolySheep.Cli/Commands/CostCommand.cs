using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep cost</c>: measures what prompts would cost at several models.</summary>
internal sealed class CostCommand : Command, IHasExamples
{
    private const string Usage = "Usage: holysheep cost 'TEXT' [options], or: command | holysheep cost, or: holysheep cost --file FILE, or: holysheep cost --csv FILE --prompt TEMPLATE";

    private readonly Argument<string?> _text = new("TEXT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The prompt. Default without files: standard input.",
    };

    private readonly Option<IReadOnlyList<string>?> _model = ValueOption.List("--model", "A,B", "The models to compare. Default: the default model and its chain.").NoEmptyItem();
    private readonly Option<IReadOnlyList<string>?> _file = ValueOption.Texts("--file", "FILE", "A file whose text is a prompt; may be given several times.").NotEmpty();
    private readonly Option<string?> _csv = ValueOption.Text("--csv", "FILE", "A CSV file; each row after the first is a prompt.").NotEmpty();
    private readonly Option<string?> _prompt = ValueOption.Text("--prompt", "TEMPLATE", "The prompt of a row of --csv, with {Column} placeholders.");
    private readonly Option<int?> _outputTokens = ValueOption.Number<int>("--output-tokens", "The expected tokens of one answer. Default: 1000, or less if the model's limit is lower.");
    private readonly Option<bool> _exact = ValueOption.Flag("--exact", "Asks the providers for the tokens of each prompt. Nothing is paid; prompts and keys are sent.");
    private readonly Option<bool> _noInput = ValueOption.NoInput();

    private readonly ConfigurationOptions _common;
    private readonly StandardOutput _output;
    private readonly Messages _messages;
    private readonly PromptReader _prompts;

    public CostCommand(ConfigurationOptions common, StandardOutput output, Messages messages, StandardInput input)
        : base("cost", "Measures what prompts would cost at several models: tokens, cost, and whether they fit. No provider is called without --exact.")
    {
        _common = common;
        _output = output;
        _messages = messages;
        _prompts = new PromptReader(input, messages, Usage, "Omit the text and the files to measure it");
        Arguments.Add(_text);
        foreach (var option in new Option[] { _model, _file, _csv, _prompt, _outputTokens, _exact, _noInput })
        {
            Options.Add(option);
        }

        SetAction(RunAsync);
    }

    public string Examples => """
        Examples:
          holysheep cost 'Explain TLS in one line'
          holysheep cost --file report.txt --model gpt-4.1,claude-sonnet-4.5,deepseek-v3.2 --output-tokens 300
          holysheep cost --csv tickets.csv --prompt 'Sentiment of: {Body}' --output-tokens 5 --json
          holysheep cost --file report.txt --model claude-sonnet-4.5 --exact

        """;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        using var client = _common.OpenClient(parse, _messages);
        var measurement = client.MeasureCost(parse.GetValue(_model), parse.GetValue(_outputTokens), parse.GetValue(_exact));
        var files = parse.GetValue(_file) ?? [];
        var csv = parse.GetValue(_csv);
        var text = parse.GetValue(_text);
        if (text is not null and not PromptReader.Dash || files.Count > 0 || csv is not null)
        {
            _prompts.RefuseWaitingData(parse.GetValue(_noInput));
        }

        if (text is not null || (files.Count == 0 && csv is null))
        {
            await measurement.AddAsync(await _prompts.ReadAsync(text, null, parse.GetValue(_noInput), cancellationToken), cancellationToken);
        }

        foreach (var file in files)
        {
            await measurement.AddFileAsync(file, cancellationToken);
        }

        if (csv is not null)
        {
            await measurement.AddCsvAsync(csv, parse.GetValue(_prompt), cancellationToken);
        }

        var estimates = measurement.ToEstimates();
        _messages.Warnings(measurement.Warnings);
        _output.Show(_common.Json(parse), () => CostJson.Of(estimates), () => CostTable.Write(_output, estimates));
        return ExitCode.Answered;
    }
}
