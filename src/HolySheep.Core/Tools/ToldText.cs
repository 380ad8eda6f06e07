using System;
using System.Text;
using HolySheep.Chat.Tools;
using HolySheep.Configuration.Masking;
using HolySheep.Providers.Answers;

namespace HolySheep.Tools;

/// <summary>What a model is told of a tool: without keys, without halves of characters, and never longer than <see cref="ToolRounds.LongestResult"/>.</summary>
internal static class ToldText
{
    private const string Cut = "\n(The rest was cut off: the result was too long. Ask for less of it.)";

    public static string Of(string text, SecretMask mask)
    {
        // Before it is cut, so that no part of a key at the cut is left.
        text = CharacterJoiner.Whole(mask.MaskAnswer(text));
        if (text.Length * 3L <= ToolRounds.LongestResult || Encoding.UTF8.GetByteCount(text) <= ToolRounds.LongestResult)
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text.Substring(0, Math.Min(text.Length, ToolRounds.LongestResult)));
        var end = Math.Min(bytes.Length, ToolRounds.LongestResult - Encoding.UTF8.GetByteCount(Cut));
        while (end > 0 && IsWithinCharacter(bytes[end]))
        {
            end--;
        }

        return Encoding.UTF8.GetString(bytes, 0, end) + Cut;
    }

    private static bool IsWithinCharacter(byte value) => (value & 0xC0) == 0x80;
}
