using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config check</c>: reads the configuration file as a call does, and reports the first error and all warnings.</summary>
internal sealed class ConfigCheckCommand : Command
{
    public ConfigCheckCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("check", "Reads the configuration file and reports its first error, with line and key (exit code 2), and all warnings. No provider is called.")
    {
        SetAction(parse =>
        {
            var configuration = common.Read(parse, messages);
            var path = common.File(parse).Path;
            output.Show(common.Json(parse), () => JsonLine.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("path", path);
                json.WriteBoolean("exists", configuration.File is not null);
                json.WriteBoolean("valid", true);
                JsonLine.WriteStrings(json, "warnings", configuration.Warnings);
                json.WriteEndObject();
            }), () => output.WriteLine(configuration.File is null ? $"{path}: does not exist; the built-in configuration applies" : $"{path}: valid"));
            return ExitCode.Answered;
        });
    }
}
