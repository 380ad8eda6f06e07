using System.CommandLine;
using HolySheep.Conversations;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary>The options for a conversation that lasts.</summary>
internal sealed class ConversationArguments
{
    private readonly Option<string?> _conversation = ValueOption.Text("--conversation", "NAME", "Continues the conversation of this name, or begins it; every complete answer is saved with its prompt.").NotEmpty();
    private readonly Option<bool> _continue = ValueOption.Flag("--continue", 'c', "Continues the conversation that was saved last.");

    public void AddTo(Command command)
    {
        command.Options.Add(_conversation);
        command.Options.Add(_continue);
    }

    /// <summary>The conversation of the line; null if it names none.</summary>
    /// <exception cref="HolySheepException">There is none to continue, its file cannot be used, or the line names two.</exception>
    public ConversationSession? Find(ParseResult parse, HolySheepClient client) => (parse.GetValue(_conversation), parse.GetValue(_continue)) switch
    {
        (null, false) => null,
        (null, true) => ConversationSession.Last(client, ConversationStore.Open()),
        ({ } name, false) => new ConversationSession(client, ConversationStore.Open(), name),
        _ => throw new HolySheepException(ErrorCode.ArgumentInvalid, "--conversation and --continue (-c) cannot be combined.", "Omit -c: the name says which conversation goes on."),
    };
}
