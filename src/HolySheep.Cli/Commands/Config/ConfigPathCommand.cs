using System.CommandLine;
using System.IO;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config path</c>: prints where the configuration file is.</summary>
internal sealed class ConfigPathCommand : Command
{
    public ConfigPathCommand(ConfigurationOptions common, StandardOutput output)
        : base("path", "Prints the path of the configuration file, whether it exists or not; with --json also those of the catalogue, the stored keys and the state.")
    {
        SetAction(parse =>
        {
            var file = common.File(parse);
            output.Show(common.Json(parse), () => Json(file), () => output.WriteLine(file.Path));
            return ExitCode.Answered;
        });
    }

    private static string Json(ConfigurationFile file) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteBoolean("exists", File.Exists(file.Path));
        json.WriteString("catalog", file.CatalogPath);
        json.WriteString("keys", new StoredKeys(file).Folder);
        json.WriteString("state", StateFolder.FindShared());
        json.WriteEndObject();
    });
}
