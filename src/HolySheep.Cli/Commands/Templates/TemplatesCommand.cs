using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Templates;

/// <summary><c>holysheep templates</c>: the group of commands about templates.</summary>
internal sealed class TemplatesCommand : Command
{
    public TemplatesCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("templates", "Works with stored prompts and what belongs to them.")
    {
        Subcommands.Add(new TemplatesListCommand(common, output, messages));
        Subcommands.Add(new TemplatesSetCommand(common, output, messages));
        Subcommands.Add(new RemoveCommand(
            "Removes a template.",
            ValueArgument.Text("NAME", "The template."), static (file, name) => file.RemoveTemplate(name), EditSummary.RemoveTemplate, common, output, messages));
    }
}
