using System.Management.Automation;
using System.Security;
using HolySheep.Chat;
using HolySheep.Conversations;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Completers.Values;
using HolySheep.PowerShell.Secrets;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that gets answers from a model.</summary>
public abstract class HolySheepChatCommand : HolySheepSingleCallCommand
{
    private protected HolySheepChatCommand()
    {
    }

    /// <summary>Continues the conversation of this name, or begins it: earlier turns go before the prompt, and each complete answer is saved with its prompt. Several inputs are turns, one after the other.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConversationCompleter))]
    public string? Conversation { get; set; }

    /// <summary>Continues the conversation that was saved last.</summary>
    [Parameter]
    public SwitchParameter Continue { get; set; }

    /// <summary>A key for the requested model's provider, as a SecureString or the password of a PSCredential.</summary>
    [Parameter]
    [Alias("Credential", "Token")]
    [ApiKey]
    public SecureString? ApiKey { get; set; }

    /// <summary>The faults that the sandbox plays in this command, for example 'gpt-4.1=429x2; claude-sonnet-4.5=down'; the script starts again with every command.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxScriptCompleter))]
    public string? SandboxScript { get; set; }

    /// <summary>Rehearses your own targets, chains, rules, splits and limits with these faults, for example 'gpt-4.1=down; holysheep/*=503', and shows the route on the Information stream. Nothing is sent, spent or stored, and no key is needed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxScriptCompleter))]
    public string? Rehearse { get; set; }

    private protected override string? Faults => SandboxScript;

    private protected override string? Rehearsed => Rehearse;

    /// <summary>The conversation that goes on; null if there is none.</summary>
    /// <exception cref="HolySheepException">There is none to continue, or its file cannot be used.</exception>
    private protected ConversationSession? FindConversation() => (Conversation, Continue.IsPresent) switch
    {
        (null, false) => null,
        (null, true) => ConversationSession.Last(Client, ConversationStore.Open()),
        ({ } name, false) => new ConversationSession(Client, ConversationStore.Open(), name),
        _ => throw new HolySheepException(ErrorCode.ArgumentInvalid, "-Conversation and -Continue cannot be combined.", "Omit -Continue: the name says which conversation goes on."),
    };

    /// <summary>The request with the key of the command.</summary>
    private protected ChatRequest WithKey(ChatRequest request) => ApiKey is null ? request : request with { ApiKey = SessionKeys.Reveal(ApiKey) };
}
