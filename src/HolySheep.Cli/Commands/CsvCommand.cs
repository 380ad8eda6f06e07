using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Cli.Output;
using HolySheep.Csv;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep csv</c>: asks about every row of a file.</summary>
internal sealed class CsvCommand : Command, IHasExamples
{
    private readonly Argument<string> _in = ValueArgument.Text("IN", "The input: a CSV file whose first line names its columns.").NotEmpty();
    private readonly Option<bool> _whatIf = ValueOption.Flag("--what-if", "Shows what would be sent and what it may cost; no provider is called and nothing is written.");
    private readonly CsvFileOptions _files = new();
    private readonly CsvLimitOptions _limits = new();
    private readonly CsvLaneOptions _lanes = new();
    private readonly CsvAgreeOptions _agree = new();
    private readonly TemplateArguments _template = new();
    private readonly ChatSamplingOptions _sampling = new();
    private readonly IChatOptions[] _themes;
    private readonly ConfigurationOptions _common;
    private readonly StandardOutput _output;
    private readonly Messages _messages;

    public CsvCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("csv", "Asks a model about every row of a CSV file; run again, it continues where it stopped.")
    {
        _common = common;
        _output = output;
        _messages = messages;
        _themes = [new ChatRouteOptions(streams: false), new ChatCacheOptions(), _sampling, new ChatLimitOptions(costs: false), new ChatWireOptions("A name and value that the ledger keeps with the calls. Default for job: the name of the output.")];
        Arguments.Add(_in);
        _files.AddTo(this);
        _limits.AddTo(this);
        _lanes.AddTo(this);
        _agree.AddTo(this);
        _template.AddTo(this);
        _common.AddNetworkTo(this);
        Options.Add(_whatIf);
        foreach (var theme in _themes)
        {
            theme.AddTo(this);
        }

        SetAction(RunAsync);
    }

    public string Examples => """
        Examples:
          holysheep csv in.csv --out out.csv --prompt 'Sentiment of: {Body}' --what-if
          holysheep csv in.csv --out out.csv --prompt 'Sentiment of: {Body}' --schema sentiment.json
          holysheep csv in.csv --out out.csv --prompt 'Summarise: {Full Text}' --throttle-limit 64 --max-cost 5 --deadline 06:00
          holysheep csv in.csv --out out.csv --prompt 'Sentiment of: {Body}' --lane batch --detach      and later, to collect: --lane batch
          holysheep csv in.csv --out out.csv --prompt 'Sentiment of: {Body}' --schema sentiment.json --model gpt-4.1-nano --agree 0.95 --with gpt-4.1
          holysheep csv in.csv --out out.csv --prompt 'Sentiment of: {Body}' --shared      and on other machines: holysheep work
          0 2 * * *  holysheep csv in.csv --out out.csv --prompt 'Sentiment of: {Body}' || mail -s "csv: $?" ops

        """;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        using var client = _common.OpenClient(parse, _messages);
        var request = _themes.Aggregate(new ChatRequest { Messages = [] }, (built, theme) => theme.Apply(parse, built));
        var template = _template.Find(parse, client);
        request = template?.ApplyTo(request) ?? request;
        var files = _files.Apply(parse, parse.GetValue(_in)!, template is null ? null : _template.Bind(parse, template, null));
        var options = _agree.Apply(parse, _lanes.Apply(parse, _limits.Apply(parse, files))) with { Request = request, ReadFiles = _sampling.FilesOf(parse) };
        var job = new CsvJob(client, options);
        return parse.GetValue(_whatIf)
            ? Show(await job.PlanAsync(cancellationToken), _common.Json(parse))
            : Show(await RunAsync(job, cancellationToken), _common.Json(parse));
    }

    private async Task<CsvJobSummary> RunAsync(CsvJob job, CancellationToken stop)
    {
        await using var display = new JobDisplay(_output, _messages, () => job.HowToGoOn);
        job.Notice = _messages.Notice;
        return await job.RunAsync(display.Show, stop, CancellationToken.None);
    }

    private int Show(CsvJobPlan plan, bool json)
    {
        _messages.Warnings(plan.Warnings);

        _output.WriteLine(json ? CsvJobJson.Of(plan) : CsvJobText.Of(plan));
        return plan.MissingColumns.Count == 0 ? ExitCode.Answered : ExitCode.BadUsage;
    }

    private int Show(CsvJobSummary summary, bool json)
    {
        _messages.Warnings(summary.Warnings);

        JobSummaryLine.Write(_output, _messages, json ? CsvJobJson.Of(summary) : CsvJobText.Of(summary));
        if (summary.Message is { } message)
        {
            _messages.Notice(message);
        }

        return summary.ExitCode;
    }
}
