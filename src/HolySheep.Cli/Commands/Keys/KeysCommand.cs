using System.CommandLine;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Keys;

/// <summary><c>holysheep keys</c>: the group of commands about stored keys.</summary>
internal sealed class KeysCommand : Command
{
    public KeysCommand(ConfigurationOptions common, StandardOutput output, Messages messages, StandardInput input)
        : base("keys", "Works with stored keys: one file for each provider beside the configuration file, which only you can read.")
    {
        Subcommands.Add(new KeysListCommand(common, output, messages));
        Subcommands.Add(new KeysSetCommand(common, output, messages, input));
        Subcommands.Add(new KeysRemoveCommand(common, output, messages));
    }
}
