using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Conversations;

namespace HolySheep.Cli.Commands.Conversations;

/// <summary><c>holysheep conversations remove</c>: removes a conversation.</summary>
internal sealed class ConversationsRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The conversation.").NotEmpty();

    public ConversationsRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes a conversation with all its messages.", common, output, messages) => Take([_name]);

    protected override string TargetOf(ConfigurationFile file) => ConversationStore.Open().Folder;

    protected override string Change(ParseResult parse, ConfigurationFile file) => ConversationStore.Open().Remove(parse.GetRequiredValue(_name), preview: file.Preview);
}
