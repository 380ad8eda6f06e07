using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.State;

/// <summary><c>holysheep state show</c>: describes where state is kept, and who uses it.</summary>
internal sealed class StateShowCommand : Command, IHasExamples
{
    public StateShowCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("show", "Shows where state is kept, its size, the machines that use it, and what they hold now. Changes nothing.")
    {
        SetAction(async (parse, cancellationToken) =>
        {
            using var client = common.OpenClient(parse, messages);
            var overview = await client.Maintenance.ShowAsync(cancellationToken);
            output.Show(common.Json(parse), () => StateJson.Of(overview), () => StateText.Write(output, overview));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep state show
          holysheep state show --json | jq '.held'

        """;
}
