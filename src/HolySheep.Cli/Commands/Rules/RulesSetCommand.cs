using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Rules;

/// <summary><c>holysheep rules set</c>: adds or changes a rule.</summary>
internal sealed class RulesSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The rule's name.");
    private readonly Argument<string?> _model = ValueArgument.Optional("MODEL", "The model that is asked, with its own chain: a name, an alias, or provider/model.");
    private readonly Option<IReadOnlyList<string>?> _chain = ValueOption.List("--chain", "A,B", "The models that are asked in this order, instead of one model.").NoEmptyItem();
    private readonly Option<int?> _least = ValueOption.Number<int>("--min-prompt-tokens", "The minimum tokens of the prompt; 0 removes the condition.");
    private readonly Option<int?> _most = ValueOption.Number<int>("--max-prompt-tokens", "The maximum tokens of the prompt; 0 removes the condition.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _tag =
        ValueOption.Pairs("--tag", '=', "NAME=VALUE", "A tag that a call must have; all together replace the existing ones, and an empty text removes the condition.", emptyIsNone: true);
    private readonly Option<string?> _between = ValueOption.Text("--between", "22:00-06:00", "The time of day at which a call must begin.");
    private readonly Option<string?> _zone = ValueOption.Text("--time-zone", "ZONE", "The time zone of that time of day, instead of the machine's.");
    private readonly Option<string?> _task = ValueOption.Text("--task", "TASK", "The task that a call must have.");
    private readonly Option<string?> _pattern = ValueOption.Text("--prompt-pattern", "REGEX", "A regular expression that the last message must match; case matters unless it begins with (?i).");
    private readonly Option<IReadOnlyList<string>?> _forModel =
        ValueOption.List("--for-model", "A,B", "The models of which a call must ask for one; without it the rule applies to calls that name no model.");
    private readonly Option<int?> _position = ValueOption.Number<int>("--position", "The rule's 1-based place in the list: the first match wins. Default: its place, or the end for a new rule.");

    public RulesSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Adds or changes a rule that chooses a model; what is not given stays unchanged, and an empty text removes a condition.", common, output, messages) =>
        Take([_name, _model, _chain, _least, _most, _tag, _between, _zone, _task, _pattern, _forModel, _position]);

    public string Examples => """
        Examples:
          holysheep rules set long gemini-2.5-flash --min-prompt-tokens 20000
          holysheep rules set night --chain deepseek-v3.2,gpt-4.1 --between 22:00-06:00 --time-zone Europe/Berlin --position 1

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        var edit = new RuleEdit
        {
            MinPromptTokens = parse.GetValue(_least),
            MaxPromptTokens = parse.GetValue(_most),
            Tags = parse.GetValue(_tag),
            Between = parse.GetValue(_between),
            TimeZone = parse.GetValue(_zone),
            Task = parse.GetValue(_task),
            PromptPattern = parse.GetValue(_pattern),
            Models = parse.GetValue(_forModel),
            Model = parse.GetValue(_model),
            Chain = parse.GetValue(_chain),
            Position = parse.GetValue(_position),
        };
        file.SetRule(name, edit);
        return EditSummary.Rule(name, edit);
    }
}
