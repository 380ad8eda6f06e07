using System.Collections.Generic;
using HolySheep.Configuration.Names;
using HolySheep.Conversations;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes the name of a conversation.</summary>
public sealed class ConversationCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => KnownConversations.Read();
}
