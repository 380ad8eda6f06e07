using System.Linq;
using HolySheep.Chat;

namespace HolySheep.PowerShell.Results;

/// <summary>One message of a conversation.</summary>
public sealed class HolySheepChatMessage
{
    internal HolySheepChatMessage(ChatMessage message)
    {
        Message = message;
        Role = message.Role;
        Content = message.Content;
        AttachmentCount = message.Attachments.Count;
    }

    /// <summary>The role: <c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</summary>
    public string Role { get; }

    /// <summary>The text.</summary>
    public string Content { get; }

    /// <summary>The number of pictures and files.</summary>
    public int AttachmentCount { get; }

    /// <summary>What a text cannot hold, as JSON text: tool calls and their results, reasoning, sources. Null for a text alone, and for a message with pictures or files, whose bytes are not handed over.</summary>
    public string? Parts => Message.IsTextAlone || Message.Attachments.Any(attachment => attachment.Address is null) ? null : ConversationJson.WriteParts(Message.Parts);

    internal ChatMessage Message { get; }

    /// <summary>The role and the content.</summary>
    public override string ToString() => $"{Role}: {Content}";
}
