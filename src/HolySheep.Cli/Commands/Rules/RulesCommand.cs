using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Rules;

/// <summary><c>holysheep rules</c>: the group of commands about rules.</summary>
internal sealed class RulesCommand : Command
{
    public RulesCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("rules", "Works with rules that choose a model.")
    {
        Subcommands.Add(new RulesListCommand(common, output, messages));
        Subcommands.Add(new RulesSetCommand(common, output, messages));
        Subcommands.Add(new RemoveCommand(
            "Removes a rule; calls that it matched go to the next matching rule, or to the model that they ask for.",
            ValueArgument.Text("NAME", "The rule."), static (file, name) => file.RemoveRule(name), EditSummary.RemoveRule, common, output, messages));
    }
}
