using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;
using HolySheep.Spend.Usage;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep usage</c>: shows what calls used and cost.</summary>
internal sealed class UsageCommand : Command, IHasExamples
{
    private readonly UsageTimeOptions _time = new();
    private readonly Option<IReadOnlyList<string>?> _groupBy = ValueOption.List("--group-by", "day,model,provider,tag,job,machine", "The grouping. Default: one total.").NoEmptyItem();
    private readonly Option<string?> _compareTo = ValueOption.Text("--compare-to", "MODEL", "A model to compare with: shows what the same tokens would have cost there.").NotEmpty();
    private readonly Option<bool> _anomaly = ValueOption.Flag("--anomaly", "Shows instead the days and hours that cost far more than usual.");
    private readonly Option<bool> _csv = ValueOption.Flag("--csv", "Prints CSV with a header.");

    public UsageCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("usage", "Shows what calls used and cost, from the ledger.")
    {
        _time.AddTo(this);
        foreach (var option in new Option[] { _groupBy, _compareTo, _anomaly, _csv })
        {
            Options.Add(option);
        }

        Subcommands.Add(new UsagePruneCommand(common, output, messages));
        SetAction(parse => Run(parse, common, output, messages));
    }

    public string Examples => """
        Examples:
          holysheep usage --from 2026-11-01 --group-by day,model
          holysheep usage --group-by job --compare-to gpt-4.1 --csv > usage.csv
          holysheep usage --anomaly
          holysheep usage prune --older-than 90

        """;

    private int Run(ParseResult parse, ConfigurationOptions common, StandardOutput output, Messages messages)
    {
        using var client = common.OpenClient(parse, messages);
        var query = _time.Apply(parse, new UsageQuery { GroupBy = [.. (parse.GetValue(_groupBy) ?? []).Select(GroupOf)], CompareTo = parse.GetValue(_compareTo) });
        messages.WarningOf(client.FindLedgerDamage());
        if (parse.GetValue(_anomaly))
        {
            var anomalies = client.FindUsageAnomalies(query);
            output.Show(common.Json(parse), () => UsageJson.Of(anomalies), () => UsageTable.Write(output, anomalies));
            return ExitCode.Answered;
        }

        var report = client.GetUsage(query);
        if (parse.GetValue(_csv))
        {
            UsageCsv.Write(output, report, query);
        }
        else
        {
            output.Show(common.Json(parse), () => UsageJson.Of(report), () => UsageTable.Write(output, report, query));
        }

        return ExitCode.Answered;
    }

    private static UsageGroup GroupOf(string word) => Enum.TryParse<UsageGroup>(word, ignoreCase: true, out var group) && char.IsLetter(word[0])
        ? group
        : throw new HolySheepException(
            ErrorCode.ArgumentInvalid,
            $"--group-by takes day, model, provider, tag, job and machine, got '{word}'{NearestName.Suggest(word, Enum.GetNames<UsageGroup>())}",
            "Write, for example: holysheep usage --group-by day,model");
}
