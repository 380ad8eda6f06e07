using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace HolySheep.Help;

/// <summary>The hand-written part of a cmdlet's help: a Markdown page with a description and the sections Examples, Notes and See also.</summary>
internal sealed partial class HelpPage
{
    /// <summary>Paragraphs.</summary>
    internal IReadOnlyList<string> Description { get; private init; } = [];

    internal IReadOnlyList<HelpExample> Examples { get; private init; } = [];

    /// <summary>Paragraphs.</summary>
    internal IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Names of other topics.</summary>
    internal IReadOnlyList<string> SeeAlso { get; private init; } = [];

    /// <summary>Reads a page; a missing page is empty.</summary>
    internal static HelpPage Read(string path)
    {
        var sections = (File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "").Split("\n## ");
        string Section(string name) => sections.Skip(1).FirstOrDefault(section => section.StartsWith(name + "\n", StringComparison.Ordinal))?[name.Length..] ?? "";
        return new HelpPage
        {
            Description = Paragraphs(Title().Replace(sections[0], "")),
            Examples = [.. Section("Examples").Split("\n### ").Skip(1).Select(Example)],
            Notes = Paragraphs(Section("Notes")),
            SeeAlso = [.. Paragraphs(Section("See also").Replace("\n- ", "\n\n", StringComparison.Ordinal))],
        };
    }

    private static HelpExample Example(string text)
    {
        var match = Code().Match(text);
        return new HelpExample(text.Split('\n')[0].Trim(), match.Groups["code"].Value, Paragraphs(text[(match.Index + match.Length)..]));
    }

    private static string[] Paragraphs(string text) =>
        [.. text.Split("\n\n").Select(paragraph => Plain(paragraph.Trim())).Where(paragraph => paragraph.Length > 0)];

    private static string Plain(string text) => Link().Replace(text, "${text}").Replace("`", "", StringComparison.Ordinal).Replace('\n', ' ');

    [GeneratedRegex(@"^# .*\n")]
    private static partial Regex Title();

    [GeneratedRegex(@"```powershell\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();
}
