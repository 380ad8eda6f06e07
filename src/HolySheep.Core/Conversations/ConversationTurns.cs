using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Chat;

namespace HolySheep.Conversations;

/// <summary>The turns of a conversation: each begins with a message of the user and ends before the next one, so that tool calls and their results stay together.</summary>
internal static class ConversationTurns
{
    private const int LongestTitle = 60;
    private const string SystemRole = "system";

    /// <summary>True for an instruction, which belongs to no turn.</summary>
    public static bool IsInstruction(ChatMessage message) => message.Role is SystemRole or "developer";

    /// <summary>True if the conversation begins with a system instruction that is a text alone.</summary>
    public static bool HasSystem(IReadOnlyList<ChatMessage> messages) => messages.Count > 0 && messages[0] is { Role: SystemRole, IsTextAlone: true };

    /// <summary>The number of turns.</summary>
    public static int Count(IEnumerable<ChatMessage> messages) => messages.Count(Begins);

    /// <summary>The messages of each turn, oldest first, without instructions. Messages before the first of the user belong to the first turn.</summary>
    public static IReadOnlyList<IReadOnlyList<ChatMessage>> Of(IReadOnlyList<ChatMessage> messages)
    {
        var turns = new List<List<ChatMessage>>();
        foreach (var message in messages.Where(message => !IsInstruction(message)))
        {
            if (turns.Count == 0 || (Begins(message) && turns[turns.Count - 1].Exists(Begins)))
            {
                turns.Add([]);
            }

            turns[turns.Count - 1].Add(message);
        }

        return turns;
    }

    /// <summary>The first words of the first prompt, for lists.</summary>
    public static string TitleOf(IReadOnlyList<ChatMessage> messages)
    {
        var prompt = messages.FirstOrDefault(Begins);
        var words = Words(prompt?.Content ?? "");
        return words.Length > 0 ? words : prompt?.Attachments is { Count: > 0 } attachments ? Words(attachments[0].Name) : "";
    }

    private static bool Begins(ChatMessage message) => message.Role == "user" && (message.IsTextAlone || message.ToolResults.Count == 0);

    private static string Words(string text)
    {
        var title = new StringBuilder();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = new string([.. word.Where(character => !char.IsControl(character))]);
            if (title.Length + plain.Length >= LongestTitle)
            {
                return title.Length > 0 ? title.Append(" …").ToString() : Cut(plain) + "…";
            }

            title.Append(title.Length > 0 && plain.Length > 0 ? " " : "").Append(plain);
        }

        return title.ToString();
    }

    // Never between the halves of a character.
    private static string Cut(string word) => word.Substring(0, LongestTitle - (char.IsHighSurrogate(word[LongestTitle - 1]) ? 1 : 0));
}
