using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Completers.Values;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Adds or changes a template: a stored prompt with what belongs to it; members that are not given stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepTemplate", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepTemplate))]
public sealed class SetHolySheepTemplateCommand : HolySheepSetCommand
{
    /// <summary>The template's name.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TemplateCompleter))]
    public string? Name { get; set; }

    /// <summary>The prompt: <c>{}</c> stands for a text, <c>{Name}</c> for a property, a column or a variable, doubled braces for braces. An empty text removes it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Prompt { get; set; }

    /// <summary>An instruction before the prompt; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SystemPrompt")]
    public string? System { get; set; }

    /// <summary>The model that is asked: a name, an alias, or provider/model; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The schema of answers: names and types, or a JSON schema, as a hashtable, as text or as the path of a file, whose content is kept. An empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("JsonSchema")]
    public object? Schema { get; set; }

    /// <summary>The randomness of answers, 0 to 2.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public double? Temperature { get; set; }

    /// <summary>Nucleus sampling, 0 to 1.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public double? TopP { get; set; }

    /// <summary>The maximum tokens of an answer; 0 removes the limit.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("MaxOutputTokens")]
    [PlainNumber]
    public int? MaxTokens { get; set; }

    /// <summary>Texts that end an answer; an empty list removes them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("StopSequence")]
    [AllowEmptyCollection]
    [ListArgument]
    public string[]? Stop { get; set; }

    /// <summary>A seed for repeatable answers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public long? Seed { get; set; }

    /// <summary>How much the model reasons, for example low, medium or high; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Effort")]
    [ArgumentCompleter(typeof(ReasoningEffortCompleter))]
    public string? ReasoningEffort { get; set; }

    /// <summary>The -Task of the calls; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Task { get; set; }

    /// <summary>Writes the changed template.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        if (!IsGiven(Name, "No name was given for the template.", "Write, for example: Set-HolySheepTemplate summarise 'Summarise: {}'"))
        {
            return;
        }

        var name = Name;
        Use(name, _ =>
        {
            var edit = MakeEdit();
            Change(name, EditSummary.Template(name, edit), file =>
            {
                file.SetTemplate(name, edit);
                if (PassThru)
                {
                    WriteObject(new HolySheepTemplate(file.Read().GetTemplate(name)));
                }
            });
        });
    }

    private TemplateEdit MakeEdit() => new()
    {
        Prompt = Prompt,
        System = System,
        Model = Model,
        Schema = Schema is null ? null : SchemaArgument.TextOf(Schema, path => FileSystemPath(path)!),
        Temperature = Temperature,
        TopP = TopP,
        MaxTokens = MaxTokens,
        Stop = Stop,
        Seed = Seed,
        ReasoningEffort = ReasoningEffort,
        Task = Task,
    };
}
