using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Conversations;

/// <summary><c>holysheep conversations</c>: the group of commands about conversations that last.</summary>
internal sealed class ConversationsCommand : Command
{
    public ConversationsCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("conversations", "Works with the conversations that chat --conversation keeps.")
    {
        Subcommands.Add(new ConversationsListCommand(common, output, messages));
        Subcommands.Add(new ConversationsRemoveCommand(common, output, messages));
    }
}
