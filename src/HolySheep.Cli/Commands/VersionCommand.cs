using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep version</c>: prints the version.</summary>
internal sealed class VersionCommand : Command
{
    public VersionCommand(ConfigurationOptions common, StandardOutput output)
        : base("version", "Shows the version.")
    {
        SetAction(parse =>
        {
            var version = ProductVersion.Text;
            output.Show(common.Json(parse), () => JsonLine.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("version", version);
                json.WriteEndObject();
            }), () => output.WriteLine(version));
            return ExitCode.Answered;
        });
    }
}
