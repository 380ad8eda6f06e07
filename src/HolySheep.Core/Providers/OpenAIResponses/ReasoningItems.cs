using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Items of reasoning as they are kept for the next call: each in one line, as the provider wrote it.</summary>
internal static class ReasoningItems
{
    /// <summary>The items of kept data. A conversation that was kept elsewhere may have been changed there: what is not an object is left out.</summary>
    public static IEnumerable<string> Read(string data) => data.Split('\n').Where(ChatRequestRules.IsJsonObject);
}
