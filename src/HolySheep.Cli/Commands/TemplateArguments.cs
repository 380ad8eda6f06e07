using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Errors;
using HolySheep.Templates;

namespace HolySheep.Cli.Commands;

/// <summary>The options for a stored prompt and the values of its placeholders.</summary>
internal sealed class TemplateArguments
{
    private readonly Option<string?> _template = ValueOption.Text("--template", 't', "NAME", "A template of the configuration: its prompt, system instruction, model, schema and options; what the line itself says takes precedence.").NotEmpty();
    private readonly Option<IReadOnlyDictionary<string, string>?> _variables = ValueOption.Pairs("--var", '=', "NAME=VALUE", "A value for {NAME} in the template; may be given several times.");

    public void AddTo(Command command)
    {
        command.Options.Add(_template);
        command.Options.Add(_variables);
    }

    /// <summary>The template; null if none is named.</summary>
    /// <exception cref="HolySheepException">There is no such template, or there are values without one.</exception>
    public TemplateOptions? Find(ParseResult parse, HolySheepClient client) => parse.GetValue(_template) is { } name
        ? client.GetTemplate(name)
        : parse.GetValue(_variables) is null
            ? null
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, "--var is a value for a template, and no template was named.", "Name it, for example: --template summarise");

    /// <summary>The template's prompt with the values of the line; what is left is a template for the inputs.</summary>
    public string? Bind(ParseResult parse, TemplateOptions template, string? text) =>
        TemplateText.Bind(template.Prompt, parse.GetValue(_variables) ?? new Dictionary<string, string>(), text);
}
