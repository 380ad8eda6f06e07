using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config show</c>: prints the configuration in effect.</summary>
internal sealed class ConfigShowCommand : Command
{
    public ConfigShowCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("show", "Prints the configuration in effect, in the format of the file: the file over the built-in configuration and the presets. Keys are references, and what may be a secret is hidden.")
    {
        SetAction(parse =>
        {
            output.WriteLine(HolySheepClient.Mask(ConfigurationView.Of(common.Read(parse, messages), indented: !common.Json(parse))));
            return ExitCode.Answered;
        });
    }
}
