using System.Linq;
using System.Text.RegularExpressions;

namespace HolySheep.TestKit.Walks;

/// <summary>One block that a reader types, and what the page shows below it.</summary>
/// <param name="Code">The block.</param>
/// <param name="Shown">The lines that the page shows; null if it shows nothing.</param>
public sealed record WalkStep(string Code, string? Shown)
{
    /// <summary>Whether the output is what the page shows: the same lines but for the number of spaces, which a column of times changes; <c>…</c> stands for anything in a line, and alone in a line for any lines.</summary>
    public bool Shows(string output) => Shown is null || Regex.IsMatch(Trimmed(output) + "\n", $"^{string.Concat(Trimmed(Shown).Split('\n').Select(Pattern))}$");

    private static string Pattern(string line) => line.Trim() == "…" ? "(.*\n)*" : Regex.Escape(line).Replace("…", ".*") + "\n";

    private static string Trimmed(string text) => Regex.Replace(Regex.Replace(text.Replace("\r", ""), "[ \t]+(?=\n|$)", ""), " +", " ").Trim('\n');
}
