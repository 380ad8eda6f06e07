using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>The options for attachments, headers and tags.</summary>
internal sealed class ChatWireOptions : IChatOptions
{
    private readonly Option<IReadOnlyList<string>?> _attach = ValueOption.Texts("--attach", "FILE", "A picture, PDF or text file that is sent with the prompt; may be given several times.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _extra = ValueOption.Pairs("--extra", '=', "NAME=JSON", "An additional member of the request body.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _header = ValueOption.Pairs("--header", ':', "'NAME: VALUE'", "An additional request header.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _tag = ValueOption.Pairs("--tag", '=', "NAME=VALUE", "A name and value that the ledger keeps with the call.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _attach, _extra, _header, _tag })
        {
            command.Options.Add(option);
        }
    }

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with
    {
        Messages = WithAttachments(parse, request.Messages),
        ExtraBody = parse.GetValue(_extra) ?? request.ExtraBody,
        ExtraHeaders = parse.GetValue(_header) ?? request.ExtraHeaders,
        Tags = parse.GetValue(_tag) ?? request.Tags,
    };

    private IReadOnlyList<ChatMessage> WithAttachments(ParseResult parse, IReadOnlyList<ChatMessage> messages) => parse.GetValue(_attach) is { } files
        ? [.. messages.SkipLast(1), messages[^1].With(files.Select(AttachmentFile.Read).ToList())]
        : messages;
}
