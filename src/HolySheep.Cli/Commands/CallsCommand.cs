using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;
using HolySheep.Spend.History;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep calls</c>: shows single calls with their attempts.</summary>
internal sealed class CallsCommand : Command, IHasExamples
{
    private const int UsualCount = 20;

    private readonly Option<string?> _id = ValueOption.Text("--id", "ID", "Shows one call whole. ID is the call_id of a result, or as much of its beginning as no other call shares.").NotEmpty();
    private readonly UsageTimeOptions _time = new("the first call");
    private readonly Option<string?> _model = ValueOption.Text("--model", "MODEL", "Only calls that asked for this model, or called it; also PROVIDER/MODEL.").NotEmpty();
    private readonly Option<string?> _provider = ValueOption.Text("--provider", "NAME", "Only calls that called this provider.").NotEmpty();
    private readonly Option<string?> _tag = ValueOption.Text("--tag", "NAME=VALUE", "Only calls with this tag; also its name or its value alone.").NotEmpty();
    private readonly Option<string?> _job = ValueOption.Text("--job", "NAME", "Only calls of this job: the output file's name of a CSV job.").NotEmpty();
    private readonly Option<bool> _failed = ValueOption.Flag("--failed", "Only calls that no target answered, and that were not stopped.");
    private readonly Option<decimal?> _costAbove = ValueOption.Number<decimal>("--cost-above", "Only calls that cost more than this in USD.");
    private readonly Option<string?> _text = ValueOption.Text("--text", "WORDS", "Only calls whose prompt or answer has all of these words; texts are there only if the configuration keeps them (ledger.keepTexts).").NotEmpty();
    private readonly Option<int?> _first = ValueOption.Number<int>("--first", $"The number of calls. Default: {UsualCount}.");

    public CallsCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("calls", "Shows single calls, the newest first: who answered, when, after how many attempts, at what cost, and why not.")
    {
        Options.Add(_id);
        _time.AddTo(this);
        foreach (var option in new Option[] { _model, _provider, _tag, _job, _failed, _costAbove, _text, _first })
        {
            Options.Add(option);
        }

        SetAction(parse =>
        {
            using var client = common.OpenClient(parse, messages);
            if (parse.GetValue(_id) is { } id)
            {
                var call = client.GetCall(id);
                output.Show(common.Json(parse), () => CallsJson.Of(call), () => CallText.Write(output, call));
                return ExitCode.Answered;
            }

            var query = Query(parse);
            messages.WarningOf(client.FindSearchLimit(query));
            var calls = client.ListCalls(query).Take(Count(parse)).ToList();
            output.Show(common.Json(parse), () => CallsJson.Of(calls), () => CallsTable.Write(output, calls));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep calls
          holysheep calls --failed --from 2026-11-21T22:00
          holysheep calls --job out.csv --cost-above 0.05 --first 100
          holysheep calls --id 01kb6vq3zt8mf
          holysheep calls --json | jq -r '.[] | select(.fallback_count > 0).id'

        """;

    private CallQuery Query(ParseResult parse) => new()
    {
        From = _time.From(parse),
        To = _time.To(parse),
        Model = parse.GetValue(_model),
        Provider = parse.GetValue(_provider),
        Tag = parse.GetValue(_tag),
        Job = parse.GetValue(_job),
        Failed = parse.GetValue(_failed),
        CostAbove = parse.GetValue(_costAbove),
        Text = parse.GetValue(_text),
    };

    private int Count(ParseResult parse) => parse.GetValue(_first) switch
    {
        null => UsualCount,
        > 0 and var count => count,
        var count => throw new HolySheepException(ErrorCode.ArgumentInvalid, $"--first takes a number from 1 to {int.MaxValue}, got {count}.", "Write, for example: holysheep calls --first 100"),
    };
}
