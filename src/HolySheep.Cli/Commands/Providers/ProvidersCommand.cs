using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Providers;

/// <summary><c>holysheep providers</c>: the group of provider commands.</summary>
internal sealed class ProvidersCommand : Command
{
    public ProvidersCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("providers", "Works with providers.")
    {
        Subcommands.Add(new ProvidersListCommand(common, output, messages));
        Subcommands.Add(new ProvidersTestCommand(common, output, messages));
        Subcommands.Add(new ProvidersSetCommand(common, output, messages));
        Subcommands.Add(new ProvidersRemoveCommand(common, output, messages));
        Subcommands.Add(new ProvidersPresetsCommand(common, output));
    }
}
