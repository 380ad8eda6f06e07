using System;
using System.CommandLine;
using HolySheep.Csv;

namespace HolySheep.Cli.Commands;

/// <summary>How the rows of a CSV job reach a provider.</summary>
internal sealed class CsvLaneOptions
{
    private readonly Option<CsvLane?> _lane = ValueOption.Word("--lane", "How the rows reach a provider: live (the default), by calls; flex, by calls of the provider's cheaper, slower tier; batch, by the provider's batch API at half the price, within a day; auto, in batches as long as live calls could still meet --deadline, and by calls what batches leave.", LaneNames.All);
    private readonly Option<TimeSpan?> _poll = ValueOption.Seconds("--batch-poll", "The time between two polls of the batches. Default: 60.");
    private readonly Option<bool> _detach = ValueOption.Flag("--detach", "Ends with exit code 9 once every row is submitted in batches; the same command later collects what is ready.");
    private readonly Option<bool> _resubmit = ValueOption.Flag("--resubmit", "Sends the rows of a batch again of which it is not known whether the provider has it; they may be paid twice.");
    private readonly Option<bool> _rest = ValueOption.Flag("--live-rest", "Sends rows that fail or expire in a batch by live calls.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _lane, _poll, _detach, _resubmit, _rest })
        {
            command.Options.Add(option);
        }
    }

    public CsvJobOptions Apply(ParseResult parse, CsvJobOptions options) => options with
    {
        Lane = parse.GetValue(_lane) ?? options.Lane,
        BatchPoll = parse.GetValue(_poll),
        Detach = parse.GetValue(_detach),
        Resubmit = parse.GetValue(_resubmit),
        LiveRest = parse.GetValue(_rest),
    };
}
