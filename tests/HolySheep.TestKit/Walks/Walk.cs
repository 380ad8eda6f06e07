using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HolySheep.TestKit.Walks;

/// <summary>A page that a reader follows from its first line to its last, in one shell.</summary>
public sealed partial class Walk
{
    private const string Mark = "@@@ step";

    private Walk(string language, IReadOnlyList<WalkStep> steps) => (Language, Steps) = (language, steps);

    /// <summary>The language of the blocks that a reader types.</summary>
    public string Language { get; }

    /// <summary>The blocks in their order.</summary>
    public IReadOnlyList<WalkStep> Steps { get; }

    /// <summary>The pages of one language, as paths from the root.</summary>
    public static IReadOnlyList<string> PagesIn(string language) =>
        [.. Directory.GetFiles(Path.Combine(Readme.Root, "docs", "guides", "walks"), "*.md").Select(path => Path.GetRelativePath(Readme.Root, path)).Where(page => Read(page).Language == language).Order(StringComparer.Ordinal)];

    /// <summary>Reads a page.</summary>
    /// <exception cref="InvalidDataException">It has blocks of other languages than one to type and <c>text</c> for what is shown.</exception>
    public static Walk Read(string page)
    {
        List<(string Language, string Text)> blocks = [.. Block().Matches(File.ReadAllText(Path.Combine(Readme.Root, page)).Replace("\r\n", "\n")).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
        string[] typed = [.. blocks.Select(block => block.Language).Where(language => language != "text").Distinct()];
        if (typed.Length != 1 || blocks[0].Language == "text")
        {
            throw new InvalidDataException($"{page} has blocks of {string.Join(", ", blocks.Select(block => block.Language).Distinct())}. A walk has blocks of one language, and blocks of text below them.");
        }

        var steps = new List<WalkStep>();
        foreach (var (language, text) in blocks)
        {
            if (language == "text")
            {
                steps[^1] = steps[^1] with { Shown = steps[^1].Shown + text };
            }
            else
            {
                steps.Add(new WalkStep(text, null));
            }
        }

        return new Walk(typed[0], steps);
    }

    /// <summary>One script of all blocks, which writes a mark before each.</summary>
    /// <param name="mark">The line of the script that writes a text to standard output.</param>
    public string ToScript(Func<string, string> mark)
    {
        var script = new StringBuilder();
        for (int number = 0; number < Steps.Count; number++)
        {
            script.Append(mark($"{Mark} {number}")).Append('\n').Append(Steps[number].Code).Append('\n');
        }

        return script.Append(mark(Mark + " end")).Append('\n').ToString();
    }

    /// <summary>What differs between the page and a run of its script; empty if nothing does.</summary>
    public string FindDifference(string output)
    {
        string[] parts = Regex.Split(output.Replace("\r", ""), $"{Mark} \\w+\n?")[1..];
        if (parts.Length != Steps.Count + 1)
        {
            return $"The script ended in step {parts.Length - 1}:\n{output}";
        }

        for (int number = 0; number < Steps.Count; number++)
        {
            if (!Steps[number].Shows(parts[number]))
            {
                return $"After\n\n{Steps[number].Code}\nthe page shows\n\n{Steps[number].Shown}\nand the shell showed\n\n{parts[number]}\nThe whole run:\n{output}";
            }
        }

        return "";
    }

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
