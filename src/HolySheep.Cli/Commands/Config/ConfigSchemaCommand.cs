using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Description;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config schema</c>: prints the JSON schema of the configuration file.</summary>
internal sealed class ConfigSchemaCommand : Command, IHasExamples
{
    public ConfigSchemaCommand(StandardOutput output)
        : base("schema", "Prints the JSON schema of the configuration file, for editors: name it in the file under \"$schema\".")
    {
        SetAction(_ =>
        {
            output.WriteLine(ConfigurationSchema.Text);
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep config schema > ~/.config/holysheep/holysheep.schema.json

        """;
}
