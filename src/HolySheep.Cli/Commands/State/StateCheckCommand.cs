using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Maintenance;

namespace HolySheep.Cli.Commands.State;

/// <summary><c>holysheep state check</c>: checks whether the place of state can be reached and used, and whether its parts agree.</summary>
internal sealed class StateCheckCommand : Command, IHasExamples
{
    public StateCheckCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("check", "Checks whether the place of state can be reached and used, and whether the parts of the ledger agree. The exit code is that of the first fault: 2 schema or rights, 3 password, 5 not reachable or slow, 6 ledger damaged.")
    {
        SetAction(async (parse, cancellationToken) =>
        {
            using var client = common.OpenClient(parse, messages);
            var findings = await client.Maintenance.CheckAsync(cancellationToken);
            output.Show(common.Json(parse), () => StateJson.Of(findings), () => StateText.Write(output, findings));
            foreach (var finding in findings.Where(finding => finding.Hint is not null && !common.Json(parse)))
            {
                messages.Hint($"{finding.Name}: {finding.Hint}");
            }

            return StateMaintenance.ExitCodeOf(findings);
        });
    }

    public string Examples => """
        Examples:
          holysheep state check
          holysheep state check --json | jq '.[] | select(.code)'

        """;
}
