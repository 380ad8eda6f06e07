using System;
using System.CommandLine;
using System.Globalization;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep usage prune</c>: deletes old attempts from the ledger.</summary>
internal sealed class UsagePruneCommand : Command, IHasExamples
{
    private const long BytesPerMegabyte = 1_048_576;
    private const int MostDays = 36_500;

    private readonly Option<int?> _olderThan = ValueOption.Number<int>("--older-than", "Deletes attempts that began more than this many days ago.");
    private readonly Option<int?> _maxSize = ValueOption.Number<int>("--max-size", "Deletes the oldest attempts until the rest fits in this many megabytes.");
    private readonly Option<bool> _whatIf = ValueOption.WhatIf();

    public UsagePruneCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("prune", "Deletes old attempts from the ledger; budgets keep what was spent in their period. Shows the number of deleted attempts.")
    {
        Options.Add(_olderThan);
        Options.Add(_maxSize);
        Options.Add(_whatIf);
        SetAction(parse =>
        {
            using var client = common.OpenClient(parse, messages);
            TimeSpan? age = InRange(parse.GetValue(_olderThan), "--older-than", 0, MostDays) is { } days ? TimeSpan.FromDays(days) : null;
            var size = InRange(parse.GetValue(_maxSize), "--max-size", 1, int.MaxValue) * BytesPerMegabyte;
            if (parse.GetValue(_whatIf))
            {
                ChangeText.Write(output, common.Json(parse), whatIf: true, "Delete old attempts", "The ledger", []);
                return ExitCode.Answered;
            }

            var gone = client.PruneUsage(age, size);
            output.WriteLine(common.Json(parse) ? JsonLine.Of(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("removed", gone);
                json.WriteEndObject();
            })
            : gone.ToString(CultureInfo.InvariantCulture));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep usage prune --older-than 90
          holysheep usage prune --max-size 200

        """;

    private static int? InRange(int? value, string option, int least, int most) => value is null || (value >= least && value <= most)
        ? value
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{option} takes a number from {least} to {most}, got {value}.", "Write, for example: holysheep usage prune --older-than 90");
}
