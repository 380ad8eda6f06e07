using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Sets the fallback models of a model.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepFallbackChain", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepFallbackChain))]
public sealed class SetHolySheepFallbackChainCommand : HolySheepSetCommand
{
    /// <summary>The requested model.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The fallback models, in order; an empty list turns the chain off.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ListArgument]
    public string[]? Fallback { get; set; }

    /// <summary>Writes the changed chain.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        // Not mandatory for the binder, which would prompt in unattended runs.
        if (Model is not { Length: > 0 } model || Fallback is null)
        {
            WriteError(ErrorRecords.From(
                new HolySheepException(ErrorCode.ArgumentInvalid, "A chain needs a model and its fallbacks.",
                    "Write, for example: Set-HolySheepFallbackChain gpt-4.1 claude-sonnet-4.5, deepseek-v3.2"), Model));
            return;
        }

        Change(model, EditSummary.Chain(model, Fallback), file =>
        {
            var changed = file.SetChain(model, Fallback);
            if (PassThru)
            {
                WriteObject(new HolySheepFallbackChain(changed, file.Read().Chains.TryGetValue(changed, out var chain) ? chain : []));
            }
        });
    }
}
