using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat.Parts;

namespace HolySheep.Chat;

/// <summary>One message of a conversation: a text alone, or parts in order.</summary>
public sealed class ChatMessage
{
    // Null for a text alone, so that a message of a million rows costs no list.
    private readonly IReadOnlyList<ChatPart>? _parts;

    /// <summary>Creates a message of a text alone.</summary>
    /// <param name="role">The role: <c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
    /// <param name="content">The text.</param>
    public ChatMessage(string role, string content)
    {
        Role = role ?? throw new ArgumentNullException(nameof(role));
        Content = content ?? throw new ArgumentNullException(nameof(content));
    }

    /// <summary>Creates a message of parts.</summary>
    /// <param name="role">The role: <c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
    /// <param name="parts">The parts, in order.</param>
    public ChatMessage(string role, IReadOnlyList<ChatPart> parts)
    {
        Role = role ?? throw new ArgumentNullException(nameof(role));
        _parts = parts is [ChatText { ProviderData: null }] ? null : parts ?? throw new ArgumentNullException(nameof(parts));
        Content = TextOf(parts);
    }

    /// <summary>The role.</summary>
    public string Role { get; }

    /// <summary>The text of the message: of its text parts and of the results of tools.</summary>
    public string Content { get; }

    /// <summary>The parts, in order; a text alone is one part.</summary>
    public IReadOnlyList<ChatPart> Parts => _parts ?? [new ChatText(Content)];

    /// <summary>True if the message is a text alone, which <see cref="Content"/> holds.</summary>
    public bool IsTextAlone => _parts is null;

    /// <summary>The pictures and documents of the message, including those in tool results.</summary>
    public IReadOnlyList<ChatAttachment> Attachments => _parts is null ? [] : [.. _parts.SelectMany(part => part is ChatToolResult result ? result.Parts : [part]).OfType<ChatAttachment>()];

    /// <summary>The tool calls in the message.</summary>
    public IReadOnlyList<ChatToolCall> ToolCalls => Of<ChatToolCall>();

    /// <summary>The tool results in the message.</summary>
    public IReadOnlyList<ChatToolResult> ToolResults => Of<ChatToolResult>();

    /// <summary>The ids of the tool calls and results in the message.</summary>
    internal IEnumerable<string> CallIds => IsTextAlone ? [] : ToolCalls.Select(call => call.Id).Concat(ToolResults.Select(result => result.CallId));

    /// <summary>All text of the message, including reasoning and tool calls.</summary>
    internal string Written => _parts is null ? Content : string.Concat(_parts.Select(part => part switch
    {
        ChatReasoning reasoning => reasoning.Text,
        ChatToolCall call => call.Name + call.Arguments,
        _ => "",
    }).Append(Content));

    /// <summary>The same message with these attachments after its parts.</summary>
    public ChatMessage With(IReadOnlyList<ChatAttachment> attachments) => new(Role, [.. Parts, .. attachments]);

    /// <summary>A message from the user.</summary>
    public static ChatMessage User(string content) => new("user", content);

    /// <summary>A message that instructs the model.</summary>
    public static ChatMessage System(string content) => new("system", content);

    /// <summary>A message from the model.</summary>
    public static ChatMessage Assistant(string content) => new("assistant", content);

    /// <summary>A message with the result of a tool.</summary>
    /// <param name="callId">The id of the tool call that it answers.</param>
    /// <param name="text">The result.</param>
    public static ChatMessage Tool(string callId, string text) => Tool(new ChatToolResult(callId, text));

    /// <summary>A message with the results of tools.</summary>
    public static ChatMessage Tool(params ChatToolResult[] results) => new("tool", results);

    /// <summary>The role and the content, for display.</summary>
    public override string ToString() => $"{Role}: {Content}";

    private IReadOnlyList<T> Of<T>() => _parts is null ? [] : [.. _parts.OfType<T>()];

    private static string TextOf(IReadOnlyList<ChatPart> parts) => string.Concat(parts.Select((part, place) => part switch
    {
        ChatText text => text.Text,
        ChatToolResult result => (place > 0 ? "\n" : "") + result.Text,
        _ => "",
    }));
}
