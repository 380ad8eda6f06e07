using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Chains;

/// <summary><c>holysheep chains</c>: the group of commands about fallback chains.</summary>
internal sealed class ChainsCommand : Command
{
    public ChainsCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("chains", "Works with fallback chains: the models that are asked after a model whose targets fail.")
    {
        Subcommands.Add(new ChainsListCommand(common, output, messages));
        Subcommands.Add(new ChainsSetCommand(common, output, messages));
        Subcommands.Add(new RemoveCommand(
            "Removes the fallbacks of a model, including a built-in chain.",
            ValueArgument.Text("MODEL", "The model whose chain is removed."), static (file, name) => file.RemoveChain(name), EditSummary.RemoveChain, common, output, messages));
    }
}
