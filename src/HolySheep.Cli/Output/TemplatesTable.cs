using System.Collections.Generic;
using System.Linq;
using HolySheep.Templates;

namespace HolySheep.Cli.Output;

/// <summary>Templates as table rows.</summary>
internal static class TemplatesTable
{
    private static readonly TableOutput Table = new(["TEMPLATE", "MODEL"], ["PROMPT", "SYSTEM"], "MODEL");

    public static void Write(StandardOutput output, IEnumerable<TemplateOptions> templates) => Table.Write(output, templates.Select(template => (IReadOnlyList<string>)
    [
        template.Name,
        template.Model ?? "",
        template.Prompt ?? "",
        template.System ?? "",
    ]));
}
