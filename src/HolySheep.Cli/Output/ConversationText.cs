using System.Globalization;
using System.Linq;
using HolySheep.Chat.Parts;
using HolySheep.Conversations;

namespace HolySheep.Cli.Output;

/// <summary>One conversation whole: its fields, then its messages.</summary>
internal static class ConversationText
{
    public static void Write(StandardOutput output, StoredConversation conversation)
    {
        (string Name, string Value)[] fields =
        [
            ("CONVERSATION", conversation.Name),
            ("TURNS", conversation.Turns.ToString(CultureInfo.InvariantCulture)),
            ("MODEL", conversation.Model),
            ("COST $", ConversationsTable.CostOf(conversation)),
            ("CREATED", CallsTable.Time(conversation.Created)),
            ("UPDATED", CallsTable.Time(conversation.Updated)),
        ];
        FieldList.Write(output.Writer, [.. fields.Select(field => field.Name)], [[.. fields.Select(field => OneLine.Of(field.Value))]], int.MaxValue);
        foreach (var message in conversation.Messages)
        {
            output.Writer.Write(message.Role.ToUpperInvariant() + "\n");
            foreach (var part in message.Parts)
            {
                WritePart(output, part);
            }

            output.Writer.Write('\n');
        }

        output.Flush();
    }

    private static void WritePart(StandardOutput output, ChatPart part)
    {
        var text = part switch
        {
            ChatText said => said.Text,
            ChatToolCall call => $"(asks for the tool {call.Name} {call.Arguments})",
            ChatToolResult result => (result.IsError ? "(error) " : "") + result.Text,
            ChatAttachment attachment => $"({attachment})",
            _ => "",
        };
        if (text.Length > 0)
        {
            output.WriteAnswer(text);
            output.Writer.Write('\n');
        }
    }
}
