using System.Collections.Generic;
using System.CommandLine;

namespace HolySheep.Cli.Commands;

/// <summary>The option for files and addresses that are sent with the prompt.</summary>
internal sealed class ChatAttachmentOptions
{
    private readonly Option<IReadOnlyList<string>?> _attach =
        ValueOption.Texts("--attach", "FILE|URL", "A picture, PDF or text that is sent with the prompt: a file, or an address of http or https, which is fetched; may be given several times.").NotEmpty();

    public void AddTo(Command command) => command.Options.Add(_attach);

    /// <summary>The paths and addresses.</summary>
    public IReadOnlyList<string> Sources(ParseResult parse) => parse.GetValue(_attach) ?? [];
}
