using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>What goes along with the request.</summary>
internal sealed class ChatWireOptions : IChatOptions
{
    private readonly Option<IReadOnlyDictionary<string, string>?> _extra = ValueOption.Pairs("--extra", '=', "NAME=JSON", "A further member of the request body.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _header = ValueOption.Pairs("--header", ':', "'NAME: VALUE'", "A further request header.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _tag = ValueOption.Pairs("--tag", '=', "NAME=VALUE", "A name and value that the record keeps with the call.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _extra, _header, _tag })
        {
            command.Options.Add(option);
        }
    }

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with
    {
        ExtraBody = parse.GetValue(_extra) ?? request.ExtraBody,
        ExtraHeaders = parse.GetValue(_header) ?? request.ExtraHeaders,
        Tags = parse.GetValue(_tag) ?? request.Tags,
    };
}
