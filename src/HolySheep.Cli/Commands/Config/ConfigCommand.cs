using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config</c>: the group of commands about the configuration file.</summary>
internal sealed class ConfigCommand : Command
{
    public ConfigCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("config", "Works with the configuration file.")
    {
        Subcommands.Add(new ConfigPathCommand(common, output));
        Subcommands.Add(new ConfigShowCommand(common, output, messages));
        Subcommands.Add(new ConfigCheckCommand(common, output, messages));
        Subcommands.Add(new ConfigSchemaCommand(output));
    }
}
