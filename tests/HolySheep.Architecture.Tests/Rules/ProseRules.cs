using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Architecture.Tests.Reading;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>Words that make readers stumble in comments, messages and help.</summary>
internal static partial class ProseRules
{
    /// <summary>The lines that use such a word, with the number of the line and the usual word instead.</summary>
    public static IReadOnlyList<string> IsPlain(SourceFile file) =>
    [
        .. file.Text.Split('\n').SelectMany((line, index) => Odd().Matches(line).Select(match =>
            $"{file.Path}, line {index + 1} says '{match.Value}': {Usual(match)}")),
    ];

    private static string Usual(Match match) => match.Groups switch
    {
        _ when match.Groups["where"].Success => "write 'if'",
        _ when match.Groups["person"].Success => "name the actor: 'no target', 'another process'",
        _ when match.Groups["mend"].Success => "write 'correct' or 'fix'",
        _ when match.Groups["anew"].Success => "write 'again'",
        _ => "use the usual word",
    };

    // An underscore separates words too: names of tests are sentences.
    [GeneratedRegex(@"(?<![A-Za-z])(?:(?<where>(?:null|true|false|empty|zero) where)|(?<person>nobody|somebody)|(?<mend>mend(?:s|ed|ing)?)|(?<anew>anew)|nought|thereof|how-manieth|whom it may concern|such a one)(?![A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Odd();
}
