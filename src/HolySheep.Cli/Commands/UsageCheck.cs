using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary>Finds the error in a command line, and reports it in one line with a suggestion.</summary>
internal static class UsageCheck
{
    /// <exception cref="HolySheepException">The line cannot be run.</exception>
    public static void ThrowIfWrong(ParseResult parse, IReadOnlyList<string> args)
    {
        var command = parse.CommandResult.Command;
        var operands = Operands(parse);
        var literal = parse.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        // The parser takes '--modle' as a prompt; after '--' it may be one.
        var unknown = operands.Take(operands.Count - literal).FirstOrDefault(operand => operand.Length > 1 && operand[0] == '-');
        if (unknown is not null)
        {
            var name = unknown.Split('=', ':')[0];
            throw Unknown("option", name, OptionNames(command), command,
                command.Arguments.FirstOrDefault(argument => "--" + argument.Name.ToLowerInvariant() == name) is { } place ? $" {place.Name} has no option: write its value at its place."
                : command is ChatCommand or RouteCommand ? " Put a prompt that begins with '-' after '--'."
                : command is RunCommand ? " Put the program and its options after '--'." : "");
        }

        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            throw operands.Count > 0
                ? UnknownCommand(operands[0], command)
                : Wrong($"Which command? {NameOf(command)} takes: {string.Join(", ", command.Subcommands.Select(subcommand => subcommand.Name))}.", command);
        }

        if (OptionWithoutValue(parse, args, OptionNames(command)) is var (option, next))
        {
            throw Wrong($"Option {option} needs a value, and {next} follows.", command);
        }

        if (FlagWithValue(command, args) is { } flag)
        {
            throw Wrong($"Option {flag} takes no value.", command);
        }

        if (parse.UnmatchedTokens.Count > 0)
        {
            throw Wrong($"Unexpected argument '{parse.UnmatchedTokens[0]}'.", command, command is ChatCommand or RouteCommand ? "Put a prompt of several words in quotes. " : "");
        }

        if (command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > (parse.GetResult(argument)?.Tokens.Count ?? 0)) is { } missing)
        {
            throw Wrong($"{NameOf(command)} needs {missing.Name}: {missing.Description}", command);
        }

        if (parse.Errors.Count > 0)
        {
            throw Wrong(parse.Errors[0].Message, command);
        }
    }

    /// <summary>Refuses help about a command that does not exist: <c>holysheep frobnicate --help</c>.</summary>
    /// <exception cref="HolySheepException">The first word is not a command.</exception>
    public static void ThrowIfUnknownCommand(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (command.Subcommands.Count > 0 && Operands(parse).FirstOrDefault() is { Length: > 0 } word && word[0] != '-')
        {
            throw UnknownCommand(word, command);
        }
    }

    private static List<string> Operands(ParseResult parse) =>
    [
        .. parse.CommandResult.Command.Arguments.SelectMany(argument => parse.GetResult(argument)?.Tokens ?? []).Select(token => token.Value),
        .. parse.UnmatchedTokens,
    ];

    // '--model --json': the parser would take '--json' as the model. '--model=--json' says that it is meant.
    private static (string Option, string Next)? OptionWithoutValue(ParseResult parse, IReadOnlyList<string> args, IReadOnlyCollection<string> names)
    {
        var taken = parse.CommandResult.Children.OfType<OptionResult>()
            .SelectMany(option => option.Tokens.SelectMany(token => option.Option.Aliases.Prepend(option.Option.Name).Select(name => (Name: name, token.Value))))
            .Where(pair => names.Contains(pair.Value))
            .ToHashSet();
        for (var i = 1; i < args.Count && args[i] != "--"; i++)
        {
            if (taken.Contains((args[i - 1], args[i])))
            {
                return (args[i - 1], args[i]);
            }
        }

        return null;
    }

    // '--json=true': the parser would take 'true' as the prompt.
    private static string? FlagWithValue(Command command, IReadOnlyList<string> args) =>
        OptionsOf(command)
            .Where(option => option.Arity.MaximumNumberOfValues == 0)
            .Select(option => option.Name)
            .FirstOrDefault(name => args.TakeWhile(arg => arg != "--").Any(arg => arg.StartsWith(name + "=", StringComparison.Ordinal) || arg.StartsWith(name + ":", StringComparison.Ordinal)));

    private static List<string> OptionNames(Command command) => [.. OptionsOf(command).SelectMany(option => option.Aliases.Prepend(option.Name))];

    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(AndParents(command).Skip(1).SelectMany(parent => parent.Options.Where(option => option.Recursive)));

    private static IEnumerable<Command> AndParents(Command command) =>
        command.Parents.OfType<Command>().SelectMany(AndParents).Prepend(command);

    private static HolySheepException UnknownCommand(string name, Command command)
    {
        var known = command.Subcommands.Select(subcommand => subcommand.Name).ToList();
        return Unknown("command", name, known, command, NearestName.Of(name, known) is null ? $" Commands are: {string.Join(", ", known)}." : "");
    }

    private static HolySheepException Unknown(string what, string name, IEnumerable<string> known, Command command, string advice)
    {
        var nearest = NearestName.Of(name, known.Where(candidate => candidate.Length > 2));
        return Wrong($"Unknown {what} '{name}'.", command, (nearest is null ? "" : $"Did you mean {nearest}?") + advice + (nearest + advice == "" ? "" : " "));
    }

    private static HolySheepException Wrong(string message, Command command, string advice = "") =>
        new(ErrorCode.ArgumentInvalid, message, $"{advice.TrimStart()}See {NameOf(command)} --help.");

    private static string NameOf(Command command) =>
        string.Join(' ', AndParents(command).Reverse().Select(part => part is HolySheepCommand ? "holysheep" : part.Name));
}
