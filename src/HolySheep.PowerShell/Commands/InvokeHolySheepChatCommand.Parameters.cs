using System.Collections;
using System.Management.Automation;
using System.Security;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Choices;
using HolySheep.PowerShell.Completers;

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

    /// <summary>The randomness of the answer, 0 to 2.</summary>
    [Parameter]
    [PlainNumber]
    public double? Temperature { get; set; }

    /// <summary>Nucleus sampling, 0 to 1.</summary>
    [Parameter]
    [PlainNumber]
    public double? TopP { get; set; }

    /// <summary>Texts that end the answer.</summary>
    [Parameter]
    [Alias("StopSequence")]
    public string[] Stop { get; set; } = [];

    /// <summary>A seed for repeatable answers, if the model supports it.</summary>
    [Parameter]
    [PlainNumber]
    public long? Seed { get; set; }

    /// <summary>How much the model reasons, for example low, medium or high.</summary>
    [Parameter]
    [Alias("Effort")]
    [ArgumentCompleter(typeof(ReasoningEffortCompleter))]
    public string? ReasoningEffort { get; set; }

    /// <summary>Pictures, PDFs and text files that are sent with every prompt: paths, wildcards or file objects, or a script block that returns them for each input, as in { $_.FullName }.</summary>
    [Parameter]
    [Alias("Attach", "Image")]
    [ValidateNotNullOrEmpty]
    public object[]? Attachment { get; set; }

    /// <summary>Additional members of the request body.</summary>
    [Parameter]
    public IDictionary? ExtraBody { get; set; }

    /// <summary>Additional request headers.</summary>
    [Parameter]
    public IDictionary? Headers { get; set; }

    /// <summary>Also asks the next model after a content policy refused.</summary>
    [Parameter]
    public SwitchParameter FallbackOnRefusal { get; set; }

    /// <summary>A key for the requested model's provider, as a SecureString or the password of a PSCredential.</summary>
    [Parameter]
    [Alias("Credential", "Token")]
    [ApiKey]
    public SecureString? ApiKey { get; set; }

    /// <summary>The faults that the sandbox plays in this command, for example 'gpt-4.1=429x2; claude-sonnet-4.5=down'; the script starts again with every command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxScriptCompleter))]
    public string? SandboxScript { get; set; }

    /// <summary>Rehearses your own targets, chains, rules, splits and limits with these faults, for example 'gpt-4.1=down; holysheep/*=503', and shows the route on the Information stream. Nothing is sent, spent or stored, and no key is needed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxScriptCompleter))]
    public string? Rehearse { get; set; }

    /// <summary>Shows the text as it arrives, on the Information stream.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>What a stream does if it breaks after text was shown: it fails, or starts again and says so.</summary>
    [Parameter]
    public HolySheepCutAction OnCut { get; set; }

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
    [ValidateNotNullOrEmpty]
    public string? OutputColumn { get; set; }

    /// <summary>Sends pipeline input of more than 100,000 estimated tokens in one call.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The task of the call, in your own word, for example summarise; rules can use it.</summary>
    [Parameter]
    public string? Task { get; set; }

    /// <summary>Keeps calls together in a traffic split, for example a user id: the same key goes to the same side.</summary>
    /// <value>Default: a random side.</value>
    [Parameter]
    public string? SplitKey { get; set; }
}
