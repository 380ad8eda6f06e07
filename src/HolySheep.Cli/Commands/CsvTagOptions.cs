using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>What the record keeps with the calls of a job.</summary>
internal sealed class CsvTagOptions : IChatOptions
{
    private readonly Option<IReadOnlyDictionary<string, string>?> _tag = ValueOption.Pairs("--tag", '=', "NAME=VALUE", "A name and value that the record keeps with the calls; job is the output's name unless given.");

    public void AddTo(Command command) => command.Options.Add(_tag);

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with { Tags = parse.GetValue(_tag) ?? request.Tags };
}
