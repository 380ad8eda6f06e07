using System;
using System.CommandLine;
using HolySheep.Csv;

namespace HolySheep.Cli.Commands;

/// <summary>How many calls a CSV job makes at once, and when it stops early.</summary>
internal sealed class CsvLimitOptions
{
    private readonly Option<int?> _throttle = ValueOption.Number<int>("--throttle-limit", "The maximum number of calls at once. Default: 16.");
    private readonly Option<decimal?> _cost = ValueOption.Number<decimal>("--max-cost", "Stops before this run costs more than N USD.");
    private readonly Option<int?> _errors = ValueOption.Number<int>("--max-errors", "Stops when more than N rows have failed.");
    private readonly Option<string?> _deadline = ValueOption.Text("--deadline", "TIME", "The time after which no more rows are started: 06:00, which means the next 06:00, or a date and time.").NotEmpty();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _throttle, _cost, _errors, _deadline })
        {
            command.Options.Add(option);
        }
    }

    public CsvJobOptions Apply(ParseResult parse, CsvJobOptions options) => options with
    {
        ThrottleLimit = parse.GetValue(_throttle) ?? options.ThrottleLimit,
        MaxCost = parse.GetValue(_cost),
        MaxErrors = parse.GetValue(_errors),
        Deadline = parse.GetValue(_deadline) is { } text ? JobDeadline.Parse(text, TimeProvider.System) : null,
    };
}
