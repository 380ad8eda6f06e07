using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Chat.Parts;

namespace HolySheep.Streams;

/// <summary>A valid answer made at random: its pieces in their order, and what they come to.</summary>
internal sealed class FuzzedAnswer
{
    private static readonly string[] Words = ["river", "đúng", "không", "\n", "\"quoted\"", "🗼", "👩‍👩‍👧", "𝄞", "日本語", "{\"a\":1}", "data: x", "[DONE]", "\\u0041", "<b>", "…", "error", "\t"];

    private FuzzedAnswer(IReadOnlyList<string> reasoning, IReadOnlyList<string> content, IReadOnlyList<ChatToolCall> tools)
    {
        (ReasoningPieces, ContentPieces, Tools) = (reasoning, content, tools);
        Reasoning = reasoning.Count == 0 ? null : Whole(string.Concat(reasoning));
        Content = Whole(string.Concat(content));
    }

    public IReadOnlyList<string> ReasoningPieces { get; }

    public IReadOnlyList<string> ContentPieces { get; }

    public IReadOnlyList<ChatToolCall> Tools { get; }

    /// <summary>The whole text, with U+FFFD for halves.</summary>
    public string Content { get; }

    public string? Reasoning { get; }

    public static FuzzedAnswer Make(Random random)
    {
        var tools = Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, 4) : 0)
            .Select(number => new ChatToolCall($"call_{number}_{random.Next(1000)}", $"tool_{number}", $$"""{"n":{{number}},"text":"{{random.Next(10_000)}} 🗼"}""")).ToList();
        var content = tools.Count > 0 && random.Next(2) == 0 ? [] : Pieces(random, random.Next(1, 8), "");
        return new FuzzedAnswer(random.Next(3) == 0 ? Pieces(random, random.Next(1, 4), "r") : [], content, tools);
    }

    /// <summary>Pieces that are all different, cut anywhere between two UTF-16 units.</summary>
    private static List<string> Pieces(Random random, int count, string mark)
    {
        var pieces = Enumerable.Range(0, count).Select(number => $"{mark}{number}:{string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Words[random.Next(Words.Length)]))} ").ToList();
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            // The end of a piece moves into the next, also in the middle of a pair.
            var keep = pieces[i].Length - random.Next(4);
            (pieces[i], pieces[i + 1]) = keep > 2 ? (pieces[i][..keep], pieces[i][keep..] + pieces[i + 1]) : (pieces[i], pieces[i + 1]);
        }

        if (random.Next(12) == 0)
        {
            pieces[^1] += '\uD83D';
        }

        return pieces;
    }

    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
