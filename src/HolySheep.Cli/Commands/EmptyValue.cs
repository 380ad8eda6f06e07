using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace HolySheep.Cli.Commands;

/// <summary>Refuses empty values of options and arguments that take a path or a name: a variable of a script that is not set must not be read as another wish.</summary>
internal static class EmptyValue
{
    private const string Advice = "a variable that is not set gives an empty text.";

    /// <summary>Refuses an empty text, and one of blanks.</summary>
    public static Option<T> NotEmpty<T>(this Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (FirstWith(result, string.IsNullOrWhiteSpace) is { } text)
            {
                result.AddError($"{option.Name} needs a value, got '{text}'. Give one or leave the option out; {Advice}");
            }
        });
        return option;
    }

    /// <summary>Refuses a list with an empty item, and an empty list: a filter with a name less could let through what was left out.</summary>
    public static Option<IReadOnlyList<string>?> NoEmptyItem(this Option<IReadOnlyList<string>?> option)
    {
        option.Validators.Add(result => Check(result, option.Name, "the option"));
        return option;
    }

    /// <summary>Refuses a list with an empty item, and an empty list.</summary>
    public static Argument<IReadOnlyList<string>?> NoEmptyItem(this Argument<IReadOnlyList<string>?> argument)
    {
        argument.Validators.Add(result => Check(result, argument.Name, "it"));
        return argument;
    }

    /// <summary>Refuses an empty text, and one of blanks.</summary>
    public static Argument<T> NotEmpty<T>(this Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (FirstWith(result, string.IsNullOrWhiteSpace) is { } text)
            {
                result.AddError($"{argument.Name} needs a value, got '{text}'. Give one{(argument.Arity.MinimumNumberOfValues == 0 ? " or leave it out" : "")}; {Advice}");
            }
        });
        return argument;
    }

    private static void Check(SymbolResult result, string name, string what)
    {
        if (FirstWith(result, static text => text.Split(',').Any(string.IsNullOrWhiteSpace)) is { } list)
        {
            result.AddError($"{name} needs a value at each place of its list, got '{list}'. Give them or leave {what} out; {Advice}");
        }
    }

    private static string? FirstWith(SymbolResult result, Func<string, bool> isWrong) => result.Tokens.Select(token => token.Value).FirstOrDefault(isWrong);
}
