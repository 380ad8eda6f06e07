using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Csv;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep work</c>: works on the shared jobs of all machines.</summary>
internal sealed class WorkCommand : Command, IHasExamples
{
    private readonly Option<int?> _throttle = ValueOption.Number<int>("--throttle-limit", "The maximum number of calls at once. Default: 16.");
    private readonly Option<bool> _untilEmpty = ValueOption.Flag("--until-empty", "Ends once no shared job has rows that are not done; otherwise it waits for the next job.");
    private readonly ConfigurationOptions _common;
    private readonly StandardOutput _output;
    private readonly Messages _messages;

    public WorkCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("work", "Works on the shared CSV jobs of all machines, with the configuration and keys of this one. Exit code 0 when stopped or empty, 9 when the database stays away for a minute.")
    {
        (_common, _output, _messages) = (common, output, messages);
        Options.Add(_throttle);
        Options.Add(_untilEmpty);
        common.AddNetworkTo(this);
        SetAction(RunAsync);
    }

    public string Examples => """
        Examples:
          holysheep work
          holysheep work --throttle-limit 64 --until-empty

        """;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken stop)
    {
        using var client = _common.OpenClient(parse, _messages);
        var options = new CsvWorkerOptions { UntilEmpty = parse.GetValue(_untilEmpty) };
        var worker = new CsvWorker(client, options with { ThrottleLimit = parse.GetValue(_throttle) ?? options.ThrottleLimit });
        var summary = await RunAsync(worker, stop);
        _messages.Warnings(summary.Warnings);

        JobSummaryLine.Write(_output, _messages, _common.Json(parse) ? CsvJobJson.Of(summary) : CsvJobText.Of(summary));
        if (summary.Message is { } message)
        {
            _messages.Notice(message);
        }

        return summary.ExitCode;
    }

    private async Task<CsvWorkerSummary> RunAsync(CsvWorker worker, CancellationToken stop)
    {
        await using var display = new JobDisplay(_output, _messages, () => "Stop it at any time: rows under way are left to the other machines.");
        return await worker.RunAsync(display.Show, stop, CancellationToken.None);
    }
}
