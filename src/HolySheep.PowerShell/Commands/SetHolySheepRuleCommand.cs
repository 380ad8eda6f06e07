using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Completers.Values;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Adds or changes a rule that chooses a model; members that are not given stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepRule", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepRule))]
public sealed class SetHolySheepRuleCommand : HolySheepSetCommand
{
    /// <summary>The rule's name.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RuleCompleter))]
    public string? Name { get; set; }

    /// <summary>The model that is asked, with its own chain: a name, an alias, or provider/model.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The models that are asked in this order, instead of one model.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ListArgument]
    public string[]? Chain { get; set; }

    /// <summary>The minimum tokens of the prompt; 0 removes the condition.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public int? MinPromptTokens { get; set; }

    /// <summary>The maximum tokens of the prompt; 0 removes the condition.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public int? MaxPromptTokens { get; set; }

    /// <summary>The tags that a call must have, as in @{ team = 'ops' }; an empty table removes the condition.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [TableArgument]
    public IDictionary? Tag { get; set; }

    /// <summary>The time of day at which a call must begin, for example 22:00-06:00; an empty text removes the condition.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Between { get; set; }

    /// <summary>The time zone of that time of day, instead of the machine's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The -Task that a call must have; an empty text removes the condition.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Task { get; set; }

    /// <summary>A regular expression that the last message must match; case matters unless it begins with (?i). An empty text removes the condition.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PromptPattern { get; set; }

    /// <summary>The models of which a call must ask for one; without it the rule applies to calls that name no model. An empty list removes the condition.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ListArgument]
    public string[]? ForModel { get; set; }

    /// <summary>The rule's 1-based place in the list: the first match wins.</summary>
    /// <value>Default: its current place, or the end for a new rule.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    [PlainNumber]
    public int? Position { get; set; }

    /// <summary>Writes the changed rule.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        if (!IsGiven(Name, "No name was given for the rule.", "Write, for example: Set-HolySheepRule long gemini-2.5-flash -MinPromptTokens 20000"))
        {
            return;
        }

        var name = Name;
        var edit = MakeEdit();
        Change(name, EditSummary.Rule(name, edit), file =>
        {
            file.SetRule(name, edit);
            if (PassThru)
            {
                var configuration = file.Read();
                var rule = configuration.GetRule(name);
                WriteObject(new HolySheepRule(rule, configuration.Rules.ToList().IndexOf(rule) + 1));
            }
        });
    }

    private RuleEdit MakeEdit() => new()
    {
        MinPromptTokens = MinPromptTokens,
        MaxPromptTokens = MaxPromptTokens,
        Tags = Tag?.Keys.Cast<object>().ToDictionary(name => PipelineText.Of(name), name => PipelineText.Of(Tag[name]), StringComparer.Ordinal),
        Between = Between,
        TimeZone = TimeZone,
        Task = Task,
        PromptPattern = PromptPattern,
        Models = ForModel,
        Model = Model is "" && !IsOnCommandLine(nameof(Model)) ? null : Model,
        Chain = Chain,
        Position = Position,
    };
}
