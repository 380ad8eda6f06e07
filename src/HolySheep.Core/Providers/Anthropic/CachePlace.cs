using System.Linq;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Anthropic;

/// <summary>Where in the last turn the prefix ends that later calls share.</summary>
/// <param name="Part">The part in which it ends.</param>
/// <param name="Length">The characters of a text that belong to it; the whole text unless a template shares only its beginning.</param>
internal sealed record CachePlace(ChatPart Part, int Length)
{
    /// <summary>The place; null if later calls share nothing of the last turn.</summary>
    /// <param name="turns">The conversation.</param>
    /// <param name="sharedPrefix">The characters of the last message that other calls share; 0 if it shares none.</param>
    public static CachePlace? Of(TurnList turns, int sharedPrefix)
    {
        if (turns.All.Count == 0 || turns.All[turns.All.Count - 1] is not { IsModel: false } last)
        {
            return null;
        }

        if (sharedPrefix > 0)
        {
            return last.Parts.OfType<ChatText>().LastOrDefault() is { } text ? Within(text, sharedPrefix) : null;
        }

        // The next call of a conversation begins with all of this one.
        return turns.All.Count == 1 ? null
            : last.Parts.Count == 0 ? new CachePlace(last.Results[last.Results.Count - 1], 0)
            : last.Parts[last.Parts.Count - 1] is ChatText end ? new CachePlace(end, end.Text.Length)
            : null;
    }

    /// <summary>Blocks of nothing but spaces are refused, so neither half may be one.</summary>
    private static CachePlace? Within(ChatText text, int length)
    {
        length = length >= text.Text.Length ? text.Text.Length : char.IsHighSurrogate(text.Text[length - 1]) ? length - 1 : length;
        return string.IsNullOrWhiteSpace(text.Text.Substring(0, length)) ? null : new CachePlace(text, string.IsNullOrWhiteSpace(text.Text.Substring(length)) ? text.Text.Length : length);
    }
}
