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

    /// <summary>Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</summary>
    public string Role { get; }

    /// <summary>What is said.</summary>
    public string Content { get; }

    /// <summary>Pictures and files that go with it.</summary>
    public int AttachmentCount { get; }

    internal ChatMessage Message { get; }

    /// <summary>The role and the content.</summary>
    public override string ToString() => $"{Role}: {Content}";
}
