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

    internal ChatMessage Message { get; }

    /// <summary>The role and the content.</summary>
    public override string ToString() => $"{Role}: {Content}";
}
