using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace HolySheep.TestKit;

/// <summary>The code blocks of the README and of the guides, in order, so that tests run what a reader would type.</summary>
public static partial class Readme
{
    private const string Page = "README.md";

    /// <summary>The folder that holds the README.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The guides, as paths from <see cref="Root"/>.</summary>
    public static IReadOnlyList<string> Guides { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "docs", "guides"), "*.md").Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(Root, path))];

    /// <summary>The blocks of one language.</summary>
    /// <param name="language">The word behind the fence.</param>
    /// <param name="page">A path from <see cref="Root"/>.</param>
    public static IReadOnlyList<string> Snippets(string language, string page = Page)
    {
        var snippets = new List<string>();
        foreach (Match block in Block().Matches(File.ReadAllText(Path.Combine(Root, page))))
        {
            if (block.Groups[1].Value == language)
            {
                snippets.Add(block.Groups[2].Value);
            }
        }

        return snippets;
    }

    /// <summary>The languages of all blocks.</summary>
    /// <param name="page">A path from <see cref="Root"/>.</param>
    public static IReadOnlySet<string> Languages(string page = Page)
    {
        var languages = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match block in Block().Matches(File.ReadAllText(Path.Combine(Root, page))))
        {
            languages.Add(block.Groups[1].Value);
        }

        return languages;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HolySheep.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("HolySheep.sln is in no folder above the tests.");
    }

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
