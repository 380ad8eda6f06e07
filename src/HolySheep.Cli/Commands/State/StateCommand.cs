using System.CommandLine;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.State;

/// <summary><c>holysheep state</c>: the group of commands about the place where health, limits and money are kept.</summary>
internal sealed class StateCommand : Command
{
    public StateCommand(ConfigurationOptions common, StandardOutput output, Messages messages, StandardInput input)
        : base("state", "Looks after the place where health, limits, money and shared jobs are kept: the files of this machine, or a database that machines share.")
    {
        Subcommands.Add(new StateShowCommand(common, output, messages));
        Subcommands.Add(new StateCheckCommand(common, output, messages));
        Subcommands.Add(new StateMigrateCommand(common, output, messages));
        Subcommands.Add(new StateReleaseCommand(common, output, messages, input));
    }
}
