using System.Management.Automation;
using HolySheep.Conversations;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes conversations with all their messages.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepConversation", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepConversationCommand : HolySheepConfigurationCommand
{
    /// <summary>The conversations to remove.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConversationCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "No conversation was given.", "Write, for example: Remove-HolySheepConversation 'incident 4711'"))
            {
                Use(name, _ => Remove(ConversationStore.Open(), name));
            }
        }
    }

    private void Remove(ConversationStore store, string name)
    {
        if (ShouldProcess(store.PathOf(name), store.Remove(name, preview: true)))
        {
            store.Remove(name);
        }
    }
}
