using System.CommandLine;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>Options of one theme, and what they change in a request.</summary>
internal interface IChatOptions
{
    void AddTo(Command command);

    ChatRequest Apply(ParseResult parse, ChatRequest request);
}
