using System;
using System.IO.Hashing;
using System.Text;

namespace HolySheep.Chat;

/// <summary>The beginning of a request that other requests share, which providers can keep in a prompt cache.</summary>
internal static class PromptPrefix
{
    // Providers keep prefixes from 1,024 tokens on, and a token of English takes four bytes.
    private const int ShortestKept = 4 * 1024;
    private const char Separator = '\u001F';

    /// <summary>A hash of the prefix, the same in every process; null if no cache is wanted or the prefix is too short for one.</summary>
    public static ulong? HashOf(ChatRequest request)
    {
        if (!request.CachePrompt)
        {
            return null;
        }

        var prefix = Encoding.UTF8.GetBytes(TextOf(request));
        return prefix.Length < ShortestKept ? null : XxHash3.HashToUInt64(prefix);
    }

    private static string TextOf(ChatRequest request)
    {
        var text = new StringBuilder(request.System);
        foreach (var tool in request.Tools)
        {
            text.Append(Separator).Append(tool.Name).Append(Separator).Append(tool.Description).Append(Separator).Append(tool.Parameters);
        }

        if (request.SharedPrefix > 0 && request.Messages.Count > 0)
        {
            var last = request.Messages[request.Messages.Count - 1].Content;
            return text.Append(Separator).Append(last, 0, Math.Min(request.SharedPrefix, last.Length)).ToString();
        }

        // A conversation grows: its first question stays, and what came later is not yet a part of earlier calls.
        return request.Messages.Count > 1 ? text.Append(Separator).Append(request.Messages[0].Content).ToString() : text.ToString();
    }
}
