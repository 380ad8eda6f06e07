using System.Linq;
using System.Management.Automation;
using HolySheep.Conversations;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists the conversations that Invoke-HolySheepChat -Conversation keeps, the last one first.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepConversation")]
[OutputType(typeof(HolySheepConversation))]
public sealed class GetHolySheepConversationCommand : HolySheepConfigurationCommand
{
    /// <summary>Names of conversations, with wildcards. A name without wildcards shows the messages too.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConversationCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Use(name, _ => Write(ConversationStore.Open(), name));
        }
    }

    private void Write(ConversationStore store, string name)
    {
        var pattern = new NamePattern(name);
        if (pattern.IsName)
        {
            var whole = PSObject.AsPSObject(new HolySheepConversation(store.Get(name)));
            whole.TypeNames.Insert(0, typeof(HolySheepConversation).FullName + "#Whole");
            WriteObject(whole);
            return;
        }

        var listing = store.List();
        WriteObject(listing.Conversations.Where(conversation => pattern.Fits(conversation.Name)).Select(conversation => new HolySheepConversation(conversation)), enumerateCollection: true);
        foreach (var fault in listing.Faults)
        {
            WriteError(ErrorRecords.From(fault, name));
        }
    }
}
