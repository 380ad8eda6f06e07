using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.Cli.Completion;

/// <summary>Finds what can follow on a command line, from the commands themselves and from local data; no provider is called.</summary>
/// <param name="root">The root command.</param>
/// <param name="names">Reads the names that are known locally.</param>
internal sealed class CommandLineCompletion(Command root, Func<string?, KnownNames> names)
{
    /// <summary>The candidates for the last word.</summary>
    /// <param name="words">The words after the command's own name; the last one is being typed.</param>
    public IReadOnlyList<KnownName> Find(IReadOnlyList<string> words)
    {
        var typed = words.Count > 0 ? words[^1] : "";
        var (command, operands, waiting) = Walk(words.SkipLast(1));
        if (waiting is null && typed.StartsWith('-'))
        {
            return Matching(OptionsOf(command).Where(option => !option.Hidden).Select(option => new KnownName(option.Name, option.Description ?? "")), typed);
        }

        // In a list only the part after the last comma is being typed.
        var head = typed[..(typed.LastIndexOf(',') + 1)];
        var known = new KnownValues(names(ConfigOf(words)));
        var values = waiting is not null ? known.OfOption(waiting)
            : [.. command.Subcommands.Where(sub => !sub.Hidden && operands == 0).Select(sub => new KnownName(sub.Name, sub.Description ?? "")), .. known.OfArgument(command, operands)];
        return Matching(head.Length == 0 ? values : values.Select(value => value with { Name = head + value.Name }), typed);
    }

    private (Command Command, int Operands, Option? Waiting) Walk(IEnumerable<string> before)
    {
        var command = root;
        var operands = 0;
        Option? waiting = null;
        foreach (var word in before)
        {
            if (waiting is not null)
            {
                waiting = null;
            }
            else if (word.StartsWith('-'))
            {
                waiting = OptionsOf(command).FirstOrDefault(option => (option.Name == word || option.Aliases.Contains(word)) && option.Arity.MaximumNumberOfValues > 0);
            }
            else if (operands == 0 && command.Subcommands.FirstOrDefault(sub => sub.Name == word) is { } subcommand)
            {
                command = subcommand;
            }
            else
            {
                operands++;
            }
        }

        return (command, operands, waiting);
    }

    private static string? ConfigOf(IReadOnlyList<string> words) => words.SkipLast(1).Zip(words.Skip(1)).Where(pair => pair.First == "--config").Select(pair => pair.Second).LastOrDefault(value => value.Length > 0);

    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive));

    private static List<KnownName> Matching(IEnumerable<KnownName> all, string typed) =>
        [.. all.Where(name => name.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(name => name.Name)];
}
