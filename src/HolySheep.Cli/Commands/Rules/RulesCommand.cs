using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Rules;

/// <summary><c>holysheep rules</c>: the group of commands about rules.</summary>
internal sealed class RulesCommand : Command
{
    public RulesCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("rules", "Works with rules that choose a model.")
    {
        Subcommands.Add(new RulesListCommand(common, output, messages));
        Subcommands.Add(new RulesSetCommand(common, output, messages));
        Subcommands.Add(new RulesRemoveCommand(common, output, messages));
    }
}
