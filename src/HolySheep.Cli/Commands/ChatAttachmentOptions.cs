using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>The option for files that are sent with the prompt.</summary>
internal sealed class ChatAttachmentOptions : IChatOptions
{
    private readonly Option<IReadOnlyList<string>?> _attach = ValueOption.Texts("--attach", "FILE", "A picture, PDF or text file that is sent with the prompt; may be given several times.");

    public void AddTo(Command command) => command.Options.Add(_attach);

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => parse.GetValue(_attach) is { } files
        ? request with { Messages = [.. request.Messages.SkipLast(1), request.Messages[^1].With(files.Select(AttachmentFile.Read).ToList())] }
        : request;
}
