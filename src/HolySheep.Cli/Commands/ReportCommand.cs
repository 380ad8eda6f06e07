using System.CommandLine;
using System.IO;
using HolySheep.Cli.Output;
using HolySheep.Errors;
using HolySheep.Spend.Usage;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep report</c>: writes what was spent as an HTML page.</summary>
internal sealed class ReportCommand : Command, IHasExamples
{
    private readonly UsageTimeOptions _time = new();
    private readonly Option<string?> _out = ValueOption.Text("--out", "FILE", "The path of the report.").NotEmpty();
    private readonly Option<string?> _compareTo = ValueOption.Text("--compare-to", "MODEL", "Also shows what the same tokens would have cost there.").NotEmpty();
    private readonly Option<bool> _force = ValueOption.Flag("--force", "Replaces an existing file.");
    private readonly Option<bool> _whatIf = ValueOption.WhatIf();

    public ReportCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("report", "Writes what was spent as one HTML page without dependencies, and shows its path.")
    {
        _out.Required = true;
        Options.Add(_out);
        _time.AddTo(this);
        Options.Add(_compareTo);
        Options.Add(_force);
        Options.Add(_whatIf);
        SetAction(parse =>
        {
            using var client = common.OpenClient(parse, messages);
            if (parse.GetValue(_whatIf))
            {
                ChangeText.Write(output, common.Json(parse), whatIf: true, "Write the report", Path.GetFullPath(parse.GetValue(_out)!), []);
                return ExitCode.Answered;
            }

            var path = client.ExportReport(parse.GetValue(_out)!, _time.Apply(parse, new UsageQuery { CompareTo = parse.GetValue(_compareTo) }), parse.GetValue(_force));
            messages.WarningOf(client.FindLedgerDamage());
            output.WriteLine(common.Json(parse) ? JsonLine.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("path", path);
                json.WriteEndObject();
            })
            : path);
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep report --out report.html
          holysheep report --out november.html --from 2026-11-01 --to 2026-12-01 --compare-to gpt-4.1 --force

        """;
}
