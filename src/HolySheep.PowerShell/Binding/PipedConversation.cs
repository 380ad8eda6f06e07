using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Binding;

/// <summary>A piped conversation: an answer, or its messages, directly or from a job, Clixml or JSON.</summary>
internal sealed class PipedConversation
{
    private const string Handed = "Deserialized.";
    private const string ToolCallId = nameof(ToolCallId);
    private const string ToolRole = "tool";

    private static readonly string[] Roles = ["system", "developer", "user", "assistant", ToolRole];

    /// <summary>The members of a message, in any letter case.</summary>
    internal static readonly HashSet<string> MembersOfMessage =
        new([nameof(HolySheepChatMessage.Role), nameof(HolySheepChatMessage.Content), nameof(HolySheepChatMessage.AttachmentCount), nameof(HolySheepChatMessage.Parts), ToolCallId], StringComparer.OrdinalIgnoreCase);

    // As ConvertTo-Json writes a message, in this version and the first.
    private static readonly string[][] WrittenMembers =
    [
        [nameof(HolySheepChatMessage.Role), nameof(HolySheepChatMessage.Content), nameof(HolySheepChatMessage.AttachmentCount), nameof(HolySheepChatMessage.Parts)],
        [nameof(HolySheepChatMessage.Role), nameof(HolySheepChatMessage.Content), nameof(HolySheepChatMessage.AttachmentCount)],
    ];

    private PipedConversation(IReadOnlyList<ChatMessage> messages, string? model)
    {
        Messages = messages;
        Model = model;
    }

    /// <summary>The messages so far.</summary>
    internal IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>The requested model; null if the input does not name it.</summary>
    internal string? Model { get; }

    /// <summary>The conversation of an answer; null if the input is not an answer.</summary>
    /// <param name="input">The input.</param>
    /// <param name="byShape">Whether to accept an untyped object that looks like an answer, as JSON gives it.</param>
    /// <exception cref="HolySheepException">The input is an answer whose conversation was not preserved.</exception>
    internal static PipedConversation? Of(object? input, bool byShape)
    {
        if (ValueShapes.Unwrapped(input) is HolySheepChatResult result)
        {
            return new PipedConversation([.. result.Messages], result.Model);
        }

        var named = HasType(input, typeof(HolySheepChatResult));
        if (!named && !(byShape && ValueShapes.Of(input) is ValueShape.Record or ValueShape.Table && Text(input, "ModelUsed") is not null && Text(input, "Content") is not null))
        {
            return null;
        }

        var messages = NestedText.Read(ObjectMember.Find(input, "Conversation")) is { } conversation && ValueShapes.Of(conversation) == ValueShape.List
            ? ValueShapes.Items(ValueShapes.Unwrapped(conversation)!).Select(message => MessageOf(message, byShape: true)).ToList()
            : null;
        return messages is { Count: > 0 } && messages.All(message => message is not null) ? new PipedConversation(messages!, Text(input, "Model"))
            : !named && ObjectMember.Find(input, "Conversation") is null ? null
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, "The conversation of the piped answer is incomplete.",
                "Save the answer with Export-Clixml or ConvertTo-Json.");
    }

    /// <summary>A message of a conversation; null if the input is not a message.</summary>
    /// <param name="input">The input.</param>
    /// <param name="byShape">Whether to accept an untyped object that looks like a message, as JSON gives it.</param>
    /// <exception cref="HolySheepException">The input is a message, and a part of it was not preserved.</exception>
    internal static ChatMessage? MessageOf(object? input, bool byShape)
    {
        if (ValueShapes.Unwrapped(input) is HolySheepChatMessage message)
        {
            return message.Message;
        }

        if (!HasType(input, typeof(HolySheepChatMessage)) && !(byShape && ValueShapes.Of(input) is ValueShape.Record or ValueShape.Table))
        {
            return null;
        }

        if (Text(input, "Role") is not { } role || !Roles.Contains(role, StringComparer.Ordinal) || Text(input, "Content") is not { } content)
        {
            return null;
        }

        if (Text(input, nameof(HolySheepChatMessage.Parts)) is { } parts)
        {
            return WithParts(role, parts);
        }

        // What a script writes for the result of a tool.
        if (role == ToolRole && Text(input, ToolCallId) is { } call)
        {
            return ChatMessage.Tool(call, content);
        }

        return Number(input, "AttachmentCount") == 0 ? new ChatMessage(role, content) : throw new HolySheepException(
            ErrorCode.ArgumentInvalid, "The piped conversation has pictures or files, which jobs, Clixml and JSON do not preserve.",
            "Continue it in the original session, or ask again with -Attachment.");
    }

    /// <summary>True if the input is the text that ConvertTo-Json creates from an answer's Conversation.</summary>
    internal static bool IsJsonText(object? input) =>
        ValueShapes.Unwrapped(input) is string text && text.StartsWith("[{\"Role\":\"", StringComparison.Ordinal) && NestedText.ReadList(text) is { } messages
        && messages.Cast<object?>().All(message => InputMembers.Of(message).Select(member => member.Name).ToList() is var names && WrittenMembers.Any(names.SequenceEqual));

    /// <summary>True if the input is a message by its type, directly or from a job or Clixml.</summary>
    internal static bool IsMessage(object? input) => HasType(input, typeof(HolySheepChatMessage));

    private static ChatMessage WithParts(string role, string parts)
    {
        try
        {
            return new ChatMessage(role, ConversationJson.ReadParts(parts));
        }
        catch (FormatException exception)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "A message of the piped conversation is incomplete: " + exception.Message,
                "Save the answer with Export-Clixml or ConvertTo-Json.");
        }
    }

    private static bool HasType(object? input, Type type) =>
        input is not null && PSObject.AsPSObject(input).TypeNames.Any(name => name == type.FullName || name == Handed + type.FullName);

    private static string? Text(object? input, string name) => ValueShapes.Unwrapped(ObjectMember.Find(input, name)) as string;

    private static long Number(object? input, string name) =>
        ObjectMember.Find(input, name) is { } count && LanguagePrimitives.TryConvertTo<long>(count, out var number) ? number : 0;
}
