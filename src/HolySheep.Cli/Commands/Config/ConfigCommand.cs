using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config</c>: the group of commands about the configuration file.</summary>
internal sealed class ConfigCommand : Command
{
    public ConfigCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("config", "Shows, checks and changes the settings of the configuration file.")
    {
        Subcommands.Add(new ConfigPathCommand(common, output));
        Subcommands.Add(new ConfigShowCommand(common, output, messages));
        Subcommands.Add(new ConfigGetCommand(common, output));
        Subcommands.Add(new ConfigSetCommand(common, output, messages));
        Subcommands.Add(new ConfigUnsetCommand(common, output, messages));
        Subcommands.Add(new ConfigCheckCommand(common, output, messages));
        Subcommands.Add(new ConfigSchemaCommand(output));
    }
}
