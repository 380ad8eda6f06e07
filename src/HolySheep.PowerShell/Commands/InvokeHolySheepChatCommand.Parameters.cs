using System.Management.Automation;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Commands;

public sealed partial class InvokeHolySheepChatCommand
{
    /// <summary>The prompt. With pipeline input it is a template: <c>{}</c> for a text, <c>{Name}</c> for a property, doubled braces for braces. Without a placeholder, all input follows the prompt in one call. With a piped answer it is the next message.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>A text, an object whose properties the prompt names, or an answer whose conversation continues; one call each, or one for all if the prompt has no placeholder.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>Shows the text as it arrives, on the Information stream.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>The calls at once; answers keep the order of the inputs.</summary>
    /// <value>Default: 1.</value>
    [Parameter]
    [ValidateRange(1, MostConcurrentCalls)]
    [PlainNumber]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Writes the input row with the answer's columns added, flat for Export-Csv. A row without an answer is written too, with HolySheepStatus error, before its error.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>With PassThru, the column of the answer; with a schema too, one column for the whole JSON.</summary>
    /// <value>Default: Answer, or one column per property of the schema.</value>
    [Parameter]
    public string? OutputColumn { get; set; }

    /// <summary>Sends pipeline input of more than 100,000 estimated tokens in one call, and asks again even if Cache has an answer.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }
}
