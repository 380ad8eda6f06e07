using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Conversations;

namespace HolySheep.Cli.Output;

/// <summary>Conversations as table rows.</summary>
internal static class ConversationsTable
{
    private const string Model = "MODEL";
    private const string Cost = "COST $";
    private static readonly TableOutput Table = new(["CONVERSATION", "TURNS", Model, Cost, "UPDATED"], ["TITLE"], Model, Cost);

    public static void Write(StandardOutput output, IEnumerable<StoredConversation> conversations) => Table.Write(output, conversations.Select(conversation => (IReadOnlyList<string>)
    [
        conversation.Name,
        conversation.Turns.ToString(CultureInfo.InvariantCulture),
        conversation.Model,
        CostOf(conversation),
        CallsTable.Time(conversation.Updated),
        conversation.Title,
    ]));

    /// <summary>The cost; a word if it is unknown.</summary>
    public static string CostOf(StoredConversation conversation) => conversation.Cost is null ? "unknown" : UsageTable.Usd(conversation.Cost);
}
