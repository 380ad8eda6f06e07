using System.Collections;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.Templates;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command whose prompt can be a stored one.</summary>
public abstract class HolySheepTemplateCommand : HolySheepRequestCommand
{
    private TemplateOptions? _stored;

    private protected HolySheepTemplateCommand()
    {
    }

    /// <summary>A template of the configuration: its prompt, system instruction, model, schema and options. What the command line itself says takes precedence.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TemplateCompleter))]
    public string? Template { get; set; }

    /// <summary>Values for placeholders of the template, as in @{ language = 'French' }.</summary>
    [Parameter]
    [Alias("Variables", "Var")]
    [TableArgument]
    public IDictionary? Variable { get; set; }

    /// <summary>The template; null if none is named.</summary>
    /// <exception cref="HolySheepException">There is no such template, or there are values without one.</exception>
    private protected TemplateOptions? Stored => Template is not null
        ? _stored ??= Client.GetTemplate(Template)
        : Variable is null
            ? null
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, "-Variable has values for a template, and no template was named.", "Name it, as in: -Template summarise");

    /// <summary>The template's prompt with the values; what is left is a template for the inputs. Without a template, the text itself.</summary>
    private protected string? BindPrompt(string? text) => Stored is { } stored ? TemplateText.Bind(stored.Prompt, Texts(Variable, PipelineText.Of), text) : text;

    /// <summary>The request with what the template adds to it.</summary>
    private protected ChatRequest WithTemplate(ChatRequest request) => Stored?.ApplyTo(request) ?? request;
}
