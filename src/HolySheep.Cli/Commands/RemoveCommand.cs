using System;
using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;

namespace HolySheep.Cli.Commands;

/// <summary>The command <c>remove</c> of a group: removes a thing that has a name from the configuration.</summary>
internal sealed class RemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name;
    private readonly Action<ConfigurationFile, string> _remove;
    private readonly Func<string, string> _words;

    /// <param name="description">What the command does.</param>
    /// <param name="name">The argument with the name.</param>
    /// <param name="remove">Removes what has the name.</param>
    /// <param name="words">Says the change in words.</param>
    /// <param name="common">The options of all commands.</param>
    /// <param name="output">Receives the change in words.</param>
    /// <param name="messages">Receives the warnings.</param>
    public RemoveCommand(
        string description, Argument<string> name, Action<ConfigurationFile, string> remove, Func<string, string> words, ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", description, common, output, messages)
    {
        (_name, _remove, _words) = (name.NotEmpty(), remove, words);
        Take([name]);
    }

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        _remove(file, name);
        return _words(name);
    }
}
