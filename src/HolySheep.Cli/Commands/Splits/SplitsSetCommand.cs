using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Splits;

/// <summary><c>holysheep splits set</c>: splits the calls for a model between it and others.</summary>
internal sealed class SplitsSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _model = ValueArgument.Text("MODEL", "The model whose calls are split, as calls name it.");
    private readonly Argument<IReadOnlyList<string>?> _to = ValueArgument.List("TO,TO",
        "The members, which replace the existing ones: a model or provider/model, each with =PERCENT if there are several.").NoEmptyItem();
    private readonly Argument<string?> _percent = ValueArgument.Optional("PERCENT", "The share of the only member, 0 to 100.");
    private readonly Option<int?> _samples = ValueOption.Number<int>("--min-samples", "The minimum number of a new side's calls before its limits apply. Default: 50; 0 restores it.");
    private readonly Option<double?> _errors = ValueOption.Number<double>("--max-error-rate", "The share of failed calls, 0 to 1, above which a new side's calls return to the old side; 1 is no limit.");
    private readonly Option<double?> _p95 = ValueOption.Number<double>("--max-p95-sec", "The 95th percentile of the latency in seconds above which a new side's calls return; 0 removes the limit.");
    private readonly Option<string?> _shadow = ValueOption.Text("--shadow", "MODEL", "The model that answers a share of the calls a second time in the background; an empty text removes it.");
    private readonly Option<decimal?> _shadowPercent = ValueOption.Number<decimal>("--shadow-percent", "The share of calls that the shadow answers too, 0 to 100.");

    public SplitsSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Splits the calls for a model between it and others; what is not given stays unchanged. The counting starts again, and a return to the old side is undone.", common, output, messages) =>
        Take([_model, _to, _percent, _samples, _errors, _p95, _shadow, _shadowPercent]);

    public string Examples => """
        Examples:
          holysheep splits set gpt-4.1 claude-sonnet-4.5 5 --max-error-rate 0.05
          holysheep splits set gpt-4.1 claude-sonnet-4.5=5,backup/gpt-4.1=10
          holysheep splits set gpt-4.1 --shadow gemini-2.5-flash --shadow-percent 2

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var model = parse.GetRequiredValue(_model);
        var edit = new SplitEdit
        {
            To = parse.GetValue(_to)?.Select(Member).ToList(),
            Percent = parse.GetValue(_percent) is { } percent ? ValueOption.DecimalOf("PERCENT", percent) : null,
            MinSamples = parse.GetValue(_samples),
            MaxErrorRate = parse.GetValue(_errors),
            MaxP95Sec = parse.GetValue(_p95),
            Shadow = parse.GetValue(_shadow),
            ShadowPercent = parse.GetValue(_shadowPercent),
        };
        file.SetSplit(model, edit);
        return EditSummary.Split(model, edit);
    }

    private static SplitMemberEdit Member(string text)
    {
        var member = WeightedName.Parse(text, "a member such as claude-sonnet-4.5, or claude-sonnet-4.5=5 with its share in percent");
        return new SplitMemberEdit(member.Name, member.Number);
    }
}
