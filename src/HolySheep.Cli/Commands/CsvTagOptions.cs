using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>The options for the tags of a job's calls.</summary>
internal sealed class CsvTagOptions : IChatOptions
{
    private readonly Option<IReadOnlyDictionary<string, string>?> _tag = ValueOption.Pairs("--tag", '=', "NAME=VALUE", "A name and value that the ledger keeps with the calls. Default for job: the name of the output.");

    public void AddTo(Command command) => command.Options.Add(_tag);

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with { Tags = parse.GetValue(_tag) ?? request.Tags };
}
