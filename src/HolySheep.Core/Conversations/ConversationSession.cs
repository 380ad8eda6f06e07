using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Conversations;

/// <summary>A conversation that calls continue one after the other: before each call <see cref="Continue"/> puts what was said before the prompt, and after each complete answer <see cref="Keep"/> saves the turn. A call that failed leaves it as it was.</summary>
public sealed class ConversationSession
{
    private readonly HolySheepClient _client;
    private readonly List<ChatMessage> _unsaved = [];
    private ConversationStore? _store;
    private StoredConversation? _stored;
    private string? _system;
    private string? _model;
    private decimal? _unsavedCost = 0m;
    private int _sent;
    private string? _warning;

    /// <summary>Begins a conversation without a name, which is kept in this process until <see cref="SaveAs"/>.</summary>
    /// <param name="client">The client that is asked.</param>
    public ConversationSession(HolySheepClient client) => _client = client;

    /// <summary>Continues a stored conversation.</summary>
    /// <param name="client">The client that is asked.</param>
    /// <param name="store">The store.</param>
    /// <param name="name">The conversation; it is created by its first turn.</param>
    /// <exception cref="HolySheepException">The name is not valid, or the file is damaged or cannot be read.</exception>
    public ConversationSession(HolySheepClient client, ConversationStore store, string name)
        : this(client, store, store.Find(name), name)
    {
    }

    private ConversationSession(HolySheepClient client, ConversationStore store, StoredConversation? stored, string name)
    {
        _client = client;
        (_store, _stored, Name) = (store, stored, stored?.Name ?? name);
    }

    /// <summary>Continues the conversation that was saved last.</summary>
    /// <exception cref="HolySheepException">There is none, or its file is damaged or cannot be read.</exception>
    public static ConversationSession Last(HolySheepClient client, ConversationStore store)
    {
        var last = store.Last();
        return new ConversationSession(client, store, last, last.Name);
    }

    /// <summary>The name; null if the conversation is not stored.</summary>
    public string? Name { get; private set; }

    /// <summary>The model that the last turn asked for; null before the first turn.</summary>
    public string? Model => _model ?? _stored?.Model;

    /// <summary>The cost of all turns in USD; null if the cost of one is unknown.</summary>
    public decimal? Cost => _stored is null ? _unsavedCost : _stored.Cost + _unsavedCost;

    /// <summary>The number of turns.</summary>
    public int Turns => ConversationTurns.Count(Messages);

    /// <summary>All messages, oldest first, with the system instruction before them.</summary>
    public IReadOnlyList<ChatMessage> Messages => [.. System is { } system ? [ChatMessage.System(system)] : (ChatMessage[])[], .. History];

    /// <summary>Why the last turn was not saved; null if it was. The turn stays in this session, and the next <see cref="Keep"/> saves it too.</summary>
    public HolySheepException? Fault { get; private set; }

    private string? System => _system ?? (_stored is { } stored && ConversationTurns.HasSystem(stored.Messages) ? stored.Messages[0].Content : null);

    private IEnumerable<ChatMessage> History => (_stored is not { } stored ? [] : ConversationTurns.HasSystem(stored.Messages) ? stored.Messages.Skip(1) : stored.Messages).Concat(_unsaved);

    /// <summary>The request with the conversation before its messages, cut to the window of the model, and with the conversation's model and system instruction if it has none of its own.</summary>
    /// <param name="request">The request with the new messages alone.</param>
    public ChatRequest Continue(ChatRequest request)
    {
        IReadOnlyList<ChatMessage> history = [.. History];
        var whole = request with { Model = request.Model ?? Model, System = request.System ?? System, Messages = [.. history, .. request.Messages], SharedPrefix = history.Count == 0 ? request.SharedPrefix : 0 };
        var turns = ConversationTurns.Of(whole.Messages);

        // The last turn is what is asked.
        var left = _client.ForConversations.Window.CountLeftOut(whole, [.. turns.Take(turns.Count - 1)], out var model);
        var dropped = new HashSet<ChatMessage>(turns.Take(left).SelectMany(turn => turn));
        _warning = model is not { } small ? null : FormattableString.Invariant(
            $"The conversation is longer than the window of {small.Model} ({small.Window:#,0} tokens): its {(left == 1 ? "first turn was" : $"first {left} turns were")} not sent.");
        _sent = history.Count - dropped.Count;
        return left == 0 ? whole : whole with { Messages = [.. whole.Messages.Where(message => !dropped.Contains(message))] };
    }

    /// <summary>Adds the turn of an answer to the conversation and saves it. If it cannot be saved, <see cref="Fault"/> says why.</summary>
    /// <param name="request">The request that <see cref="Continue"/> gave.</param>
    /// <param name="result">Its answer; the conversation in it may hold rounds of tools between prompt and answer.</param>
    /// <returns>The answer with the warnings of the conversation.</returns>
    public ChatResult Keep(ChatRequest request, ChatResult result)
    {
        List<string> warnings = _warning is { } cut ? [cut] : [];
        _warning = null;
        if (!_client.ForConversations.IsRehearsal)
        {
            _unsaved.AddRange(result.Conversation.Skip(_sent + (request.System is null ? 0 : 1)));
            _unsavedCost += result.Cost;
            (_system, _model) = (request.System, result.Model);
            Save(warnings);
        }

        return warnings.Count == 0 ? result : result with { Warnings = [.. warnings, .. result.Warnings] };
    }

    /// <summary>Saves the conversation under a new name, and every later turn with it.</summary>
    /// <exception cref="HolySheepException">The name is not valid, a conversation has it already, or the file cannot be written.</exception>
    public void SaveAs(ConversationStore store, string name)
    {
        if (store.Find(name) is { } other)
        {
            throw ConversationFault.Exists(other.Name);
        }

        var messages = History.ToList();
        HideKeys();
        var saved = messages.Count == 0 ? null : store.Append(name, Turn(messages, Cost), mustBeNew: true);
        _unsaved.Clear();
        (_store, _stored, Name, _unsavedCost) = (store, saved, name, 0m);
    }

    private void Save(List<string> warnings)
    {
        Fault = null;
        if (_store is null)
        {
            return;
        }

        var turns = Turns;
        HideKeys();
        try
        {
            _stored = _store.Append(Name!, Turn(_unsaved, _unsavedCost));
        }
        catch (HolySheepException fault)
        {
            Fault = fault;
            return;
        }

        _unsaved.Clear();
        _unsavedCost = 0m;
        if (_stored.Turns > turns)
        {
            warnings.Add($"Another process continued the conversation '{Name}' meanwhile: the turn was saved after {(_stored.Turns - turns == 1 ? "one" : _stored.Turns - turns)} that the model did not see.");
        }
        else if (_stored.Turns < turns)
        {
            warnings.Add($"Another process removed the conversation '{Name}' meanwhile: it begins again with this turn.");
        }
    }

    // A prompt may well contain the key of a provider that no call has used yet.
    private void HideKeys() => _client.ForConversations.Keys.RegisterAll();

    private ConversationTurn Turn(IReadOnlyList<ChatMessage> messages, decimal? cost) => new() { System = System, Messages = messages, Model = Model ?? "", Cost = cost };
}
