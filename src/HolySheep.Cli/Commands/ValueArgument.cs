using System.Collections.Generic;
using System.CommandLine;

namespace HolySheep.Cli.Commands;

/// <summary>Creates arguments by the kind of their value; the core checks the value itself.</summary>
internal static class ValueArgument
{
    public static Argument<string> Text(string name, string description) => new(name) { Description = description };

    public static Argument<string?> Optional(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>A list separated by commas; an empty text is an empty list.</summary>
    public static Argument<IReadOnlyList<string>?> List(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? null : ValueOption.ItemsOf(result.Tokens[0].Value),
    };
}
