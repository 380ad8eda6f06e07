using System;
using System.Collections.Generic;

namespace HolySheep.Chat;

/// <summary>One message of a conversation.</summary>
public sealed class ChatMessage
{
    /// <summary>Creates a message.</summary>
    /// <param name="role">Who speaks: <c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
    /// <param name="content">What is said.</param>
    public ChatMessage(string role, string content)
    {
        Role = role ?? throw new ArgumentNullException(nameof(role));
        Content = content ?? throw new ArgumentNullException(nameof(content));
    }

    /// <summary>Who speaks.</summary>
    public string Role { get; }

    /// <summary>What is said.</summary>
    public string Content { get; }

    /// <summary>Pictures and files that go with it.</summary>
    public IReadOnlyList<ChatAttachment> Attachments { get; init; } = [];

    /// <summary>The same message with these attachments.</summary>
    public ChatMessage With(IReadOnlyList<ChatAttachment> attachments) => new(Role, Content) { Attachments = attachments };

    /// <summary>A message from the user.</summary>
    public static ChatMessage User(string content) => new("user", content);

    /// <summary>A message that instructs the model.</summary>
    public static ChatMessage System(string content) => new("system", content);

    /// <summary>A message from the model.</summary>
    public static ChatMessage Assistant(string content) => new("assistant", content);

    /// <summary>The role and the content, for display.</summary>
    public override string ToString() => $"{Role}: {Content}";
}
