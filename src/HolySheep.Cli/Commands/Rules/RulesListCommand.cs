using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Rules;

/// <summary><c>holysheep rules list</c>: lists the rules in the order in which they are tried.</summary>
internal sealed class RulesListCommand : Command
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The rule, with wildcards. Default: all.").NotEmpty();

    public RulesListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", "Lists the rules that choose a model, in the order in which they are tried.")
    {
        Arguments.Add(_name);
        SetAction(parse =>
        {
            var configuration = common.Read(parse, messages);
            var all = configuration.Rules.Select((rule, index) => (Rule: rule, Position: index + 1)).ToList();
            var rules = NamePattern.Select(all, item => item.Rule.Name, parse.GetValue(_name), name => all.First(item => item.Rule == configuration.GetRule(name)));
            output.Show(common.Json(parse), () => RulesJson.Of(rules), () => RulesTable.Write(output, rules));
            return ExitCode.Answered;
        });
    }
}
