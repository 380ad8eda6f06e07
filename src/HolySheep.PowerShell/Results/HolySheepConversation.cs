using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Conversations;

namespace HolySheep.PowerShell.Results;

/// <summary>A conversation that lasts.</summary>
public sealed class HolySheepConversation
{
    private readonly IReadOnlyList<HolySheepChatMessage> _messages;

    internal HolySheepConversation(StoredConversation conversation)
    {
        Name = conversation.Name;
        Title = conversation.Title;
        Turns = conversation.Turns;
        Model = conversation.Model;
        Cost = conversation.Cost;
        Created = conversation.Created;
        Updated = conversation.Updated;
        _messages = NestedMember.Show(this, nameof(Messages), new ResultList<HolySheepChatMessage>(conversation.Messages.Select(message => new HolySheepChatMessage(message))));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The first words of the first prompt.</summary>
    public string Title { get; }

    /// <summary>The number of prompts with their answers.</summary>
    public int Turns { get; }

    /// <summary>The model that the last turn asked for; the next one asks it again unless it names another.</summary>
    public string Model { get; }

    /// <summary>The cost of all turns in USD; null if the cost of one is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>When the first turn was saved.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When the last turn was saved.</summary>
    public DateTimeOffset Updated { get; }

    /// <summary>All messages, oldest first, with the system instruction before them.</summary>
    public string Messages => NestedMember.Text(_messages)!;

    /// <summary>The name and the title.</summary>
    public override string ToString() => $"{Name}: {Title}";
}
