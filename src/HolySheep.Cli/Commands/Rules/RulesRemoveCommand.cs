using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Rules;

/// <summary><c>holysheep rules remove</c>: removes a rule from the configuration.</summary>
internal sealed class RulesRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The rule.");

    public RulesRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes a rule; calls that it matched go to the next matching rule, or to the model that they ask for.", common, output, messages) => Take([_name]);

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        file.RemoveRule(name);
        return EditSummary.RemoveRule(name);
    }
}
