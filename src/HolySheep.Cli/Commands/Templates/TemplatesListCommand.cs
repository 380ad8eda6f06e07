using System;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Templates;

/// <summary><c>holysheep templates list</c>: lists the templates.</summary>
internal sealed class TemplatesListCommand : Command
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The template, with wildcards. Default: all.").NotEmpty();

    public TemplatesListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", "Lists the templates.")
    {
        Arguments.Add(_name);
        SetAction(parse =>
        {
            var configuration = common.Read(parse, messages);
            var all = configuration.Templates.Values.OrderBy(template => template.Name, StringComparer.Ordinal);
            var templates = NamePattern.Select(all, template => template.Name, parse.GetValue(_name), configuration.GetTemplate);
            output.Show(common.Json(parse), () => TemplatesJson.Of(templates), () => TemplatesTable.Write(output, templates));
            return ExitCode.Answered;
        });
    }
}
