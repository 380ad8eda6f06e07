using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Conversations;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of conversations: a list in which every key is always present, and null if unknown; times are UTC.</summary>
internal static class ConversationsJson
{
    /// <param name="conversations">The conversations.</param>
    /// <param name="whole">Whether their messages are written too.</param>
    public static string Of(IEnumerable<StoredConversation> conversations, bool whole) => JsonLine.OfList(conversations, (json, conversation) => Write(json, conversation, whole));

    private static void Write(Utf8JsonWriter json, StoredConversation conversation, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("name", conversation.Name);
        json.WriteString("title", conversation.Title);
        json.WriteNumber("turns", conversation.Turns);
        json.WriteString("model", conversation.Model);
        JsonLine.WriteNumber(json, "cost_usd", conversation.Cost);
        json.WriteString("created", conversation.Created.UtcDateTime);
        json.WriteString("updated", conversation.Updated.UtcDateTime);
        json.WritePropertyName("messages");
        json.WriteRawValue(whole ? ConversationJson.Write(conversation.Messages) : "null");
        json.WriteEndObject();
    }
}
