using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.State;

/// <summary><c>holysheep state migrate</c>: brings the schema to the version of this program.</summary>
internal sealed class StateMigrateCommand : Command, IHasExamples
{
    private readonly Option<bool> _whatIf = ValueOption.WhatIf();

    public StateMigrateCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("migrate", "Creates the schema of the state, or brings it to the version of this program, one process at a time. Calls do so themselves if their role has the rights; use this with the role of the owner if they have not. Shows the versions before and after.")
    {
        Options.Add(_whatIf);
        SetAction(async (parse, cancellationToken) =>
        {
            var whatIf = parse.GetValue(_whatIf);
            using var client = common.OpenClient(parse, messages);
            var migration = await client.Maintenance.MigrateAsync(preview: whatIf, cancellationToken);
            if (whatIf)
            {
                ChangeText.Write(output, common.Json(parse), whatIf: true, migration.IsDone ? "Change nothing, because the schema is current" : $"Bring the schema to version {migration.To}", migration.Place ?? "The process", []);
            }
            else
            {
                output.Show(common.Json(parse), () => StateJson.Of(migration), () => StateText.Write(output, migration));
            }

            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep state migrate --what-if
          HOLYSHEEP_DB="$OWNER_DB" holysheep state migrate

        """;
}
