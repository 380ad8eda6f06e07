using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary>A setting that is switched on by <c>--NAME</c> and off by <c>--no-NAME</c>; without either it stays unchanged.</summary>
internal sealed class SwitchOption(string name, string description)
{
    private readonly Option<bool> _on = ValueOption.Flag("--" + name, description);
    private readonly Option<bool> _off = ValueOption.Flag("--no-" + name, $"Undoes --{name}.");

    public IReadOnlyList<Option> Options => [_on, _off];

    /// <summary>The given state; null if neither option is given.</summary>
    /// <exception cref="HolySheepException">Both are given.</exception>
    public bool? Value(ParseResult parse) => (parse.GetValue(_on), parse.GetValue(_off)) switch
    {
        (true, true) => throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{_on.Name} cannot be combined with {_off.Name}.", "Give one of them."),
        (true, _) => true,
        (_, true) => false,
        _ => null,
    };
}
