using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Conversations;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Conversations;

/// <summary><c>holysheep conversations list</c>: lists the conversations, or shows one whole.</summary>
internal sealed class ConversationsListCommand : Command, IHasExamples
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The conversation, whose messages are shown too; or a name with wildcards. Default: all.").NotEmpty();

    public ConversationsListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", "Lists the conversations, the last one first; with a name, shows its messages.")
    {
        Arguments.Add(_name);
        SetAction(parse =>
        {
            var store = ConversationStore.Open();
            var name = parse.GetValue(_name);
            if (name is not null && !NamePattern.HasWildcards(name))
            {
                var one = store.Get(name);
                output.Show(common.Json(parse), () => ConversationsJson.Of([one], whole: true), () => ConversationText.Write(output, one));
                return ExitCode.Answered;
            }

            var listing = store.List();
            IReadOnlyList<StoredConversation> found = [.. listing.Conversations.Where(conversation => NamePattern.Matches(name, conversation.Name))];
            output.Show(common.Json(parse), () => ConversationsJson.Of(found, whole: false), () => ConversationsTable.Write(output, found));
            foreach (var fault in listing.Faults)
            {
                messages.Error(fault.Code, fault.Message, fault.Hint);
            }

            return listing.Faults.Count == 0 ? ExitCode.Answered : ExitCode.Of(listing.Faults[0].Code);
        });
    }

    public string Examples => """
        Examples:
          holysheep conversations list
          holysheep conversations list 'incident 4711'
          holysheep conversations list --json | jq -r '.[] | select(.cost_usd > 1).name'

        """;
}
