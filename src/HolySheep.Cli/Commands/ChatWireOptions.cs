using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>The options for additional members, headers and tags.</summary>
/// <param name="tags">What the tags are for.</param>
internal sealed class ChatWireOptions(string tags = "A name and value that the ledger keeps with the call.") : IChatOptions
{
    private readonly Option<IReadOnlyDictionary<string, string>?> _extra = ValueOption.Pairs("--extra", '=', "NAME=JSON", "An additional member of the request body.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _header = ValueOption.Pairs("--header", ':', "'NAME: VALUE'", "An additional request header.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _tag = ValueOption.Pairs("--tag", '=', "NAME=VALUE", tags);

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
