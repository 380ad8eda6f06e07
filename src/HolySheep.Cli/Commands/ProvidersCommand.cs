using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep providers</c>: what can be done with providers.</summary>
internal sealed class ProvidersCommand : Command
{
    public ProvidersCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("providers", "Looks after the providers.") =>
        Subcommands.Add(new ProvidersTestCommand(common, output, messages));
}
