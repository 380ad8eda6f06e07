using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Masking;

namespace HolySheep.Conversations;

/// <summary>Keeps keys out of a conversation's file: replaces every key that this process knows in texts, and drops opaque data that contains one.</summary>
/// <param name="mask">The mask.</param>
internal sealed class ConversationMask(SecretMask mask)
{
    /// <summary>The messages without keys.</summary>
    public IReadOnlyList<ChatMessage> Of(IReadOnlyList<ChatMessage> messages) =>
        [.. messages.Select(message => message.IsTextAlone ? new ChatMessage(message.Role, Text(message.Content)) : new ChatMessage(message.Role, Of(message.Parts)))];

    /// <summary>A text without keys.</summary>
    public string Text(string text) => mask.MaskAnswer(text);

    private IReadOnlyList<ChatPart> Of(IReadOnlyList<ChatPart> parts) => [.. parts.Select(Of)];

    private ChatPart Of(ChatPart part)
    {
        ChatPart masked = part switch
        {
            ChatText text => text with { Text = Text(text.Text) },
            ChatReasoning reasoning => reasoning with { Text = Text(reasoning.Text) },
            ChatToolCall call => call with { Name = Text(call.Name), Arguments = Text(call.Arguments) },
            ChatToolResult result => new ChatToolResult(result.CallId, Of(result.Parts)) { IsError = result.IsError, ProviderData = result.ProviderData },
            ChatAttachment { IsText: true } file => Of(file),
            ChatAttachment { Address: { } address } file => Of(file, address),
            ChatCitation citation => citation with { Url = mask.MaskAnswer(citation.Url), Title = mask.MaskAnswer(citation.Title), Quote = mask.MaskAnswer(citation.Quote) },
            _ => part,
        };

        // A signature with stars in it would be refused; without it, the provider goes by the text.
        return masked.ProviderData is { } data && Text(data.Data) != data.Data ? masked with { ProviderData = null } : masked;
    }

    private ChatAttachment Of(ChatAttachment file, Uri address) =>
        Text(address.OriginalString) is var masked && masked == address.OriginalString ? file : new ChatAttachment(file.Name, file.MediaType, new Uri(masked, UriKind.RelativeOrAbsolute)) { ProviderData = file.ProviderData };

    private ChatAttachment Of(ChatAttachment file)
    {
        var text = Encoding.UTF8.GetString(file.Data.ToArray());
        var masked = Text(text);
        return masked == text ? file : new ChatAttachment(file.Name, file.MediaType, Encoding.UTF8.GetBytes(masked)) { ProviderData = file.ProviderData };
    }
}
