using System;
using System.Collections.Generic;
using HolySheep.Errors;

namespace HolySheep.Conversations;

/// <summary>The errors of stored conversations.</summary>
internal static class ConversationFault
{
    /// <summary>The state of this process is kept in memory alone, so there is no place for conversations.</summary>
    public static HolySheepException NoPlace() => new(ErrorCode.ConversationUnusable, "Conversations are kept in files, and the state of this process is kept in memory.",
        "Unset HOLYSHEEP_STATE, or set it to something other than 'memory'; if no home folder is known, set HOLYSHEEP_HOME to a folder.");

    /// <summary>A file that is not a conversation, or no longer one.</summary>
    public static HolySheepException Damaged(string path, Exception cause) => new(ErrorCode.ConversationUnusable, $"{path}: the conversation is damaged: {cause.Message.TrimEnd('.')}.",
        $"Restore the file from a backup, or move it away and begin the conversation again. {CommandHint.Conversations}", cause);

    /// <summary>A file of a later version.</summary>
    public static HolySheepException TooNew(string path, Exception cause) => new(ErrorCode.ConversationUnusable, $"{path}: a later version of HolySheep wrote the conversation: {cause.Message}.",
        "Update HolySheep, or use another name.", cause);

    /// <summary>A file that cannot be read.</summary>
    public static HolySheepException Unreadable(string path, Exception cause) => new(ErrorCode.ConversationUnusable, $"{path}: the conversation cannot be read: {cause.Message}", "Check the rights of the file.", cause);

    /// <summary>A file that cannot be written or removed.</summary>
    public static HolySheepException Unwritable(string path, string verb, Exception cause) => new(ErrorCode.ConversationUnusable, $"{path}: the conversation cannot be {verb}: {cause.Message}",
        "The file was not changed. Check the rights and the free space of its folder.", cause);

    /// <summary>No conversation has a name.</summary>
    public static HolySheepException Unknown(string name, IReadOnlyList<string> known) => new(ErrorCode.ConversationUnknown, $"No conversation has the name '{name}'{NearestName.Suggest(name, known)}", CommandHint.Conversations);

    /// <summary>No conversation exists.</summary>
    public static HolySheepException None() => new(ErrorCode.ConversationUnknown, "There is no conversation to continue.", CommandHint.BeginConversation);

    /// <summary>A conversation with the name exists already.</summary>
    public static HolySheepException Exists(string name) => new(ErrorCode.ArgumentInvalid, $"A conversation with the name '{name}' exists already.", "Choose another name, or remove it first.");
}
