using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>A conversation in the turns of this format: neighbours of one role are one turn, the instructions stand apart, and each tool call is answered in the very next turn.</summary>
internal sealed class TurnList
{
    private readonly List<Turn> _turns = [];
    private readonly List<string> _system = [];
    private readonly RouteCandidate _target;
    private readonly ToolPairs _pairs;

    public TurnList(ChatRequest request, RouteCandidate target, ToolPairs pairs)
    {
        (_target, _pairs) = (target, pairs);
        AddSystem(request.System);
        foreach (var message in request.Messages)
        {
            if (message.Role is "system" or "developer")
            {
                AddSystem(message.Content);
            }
            else if (message.Role == "assistant")
            {
                AddAnswer(message);
            }
            else
            {
                AddQuestion(message);
            }
        }

        if (_turns.Count == 0 && _system.Count > 0)
        {
            // The API takes no conversation of instructions alone.
            TurnOf(isModel: false).Parts.AddRange(_system.Select(static text => new ChatText(text)));
            _system.Clear();
        }
    }

    public IReadOnlyList<Turn> All => _turns;

    /// <summary>The instructions to the model, in order.</summary>
    public IReadOnlyList<string> System => _system;

    /// <summary>The ids of tool calls and results as they are sent.</summary>
    public ToolIds Ids { get; } = new();

    /// <summary>True if the conversation ends with words of the model, which it would continue. An answer that the provider paused in its own tools ends with their block, and goes back as it came.</summary>
    public bool EndsWithWords => _turns.Count > 0 && _turns[_turns.Count - 1] is { IsModel: true } last && last.Parts[last.Parts.Count - 1] is not ChatReasoning;

    /// <summary>The tools that the conversation has called.</summary>
    public IEnumerable<string> CalledTools => _turns.SelectMany(turn => turn.Parts.OfType<ChatToolCall>()).Select(call => call.Name).Distinct();

    /// <summary>True if the model is in the middle of tool calls that no thoughts of its own precede.</summary>
    public bool ContinuesWithoutThoughts => _turns.Count > 1 && _turns[_turns.Count - 1].Results.Count > 0 && _turns[_turns.Count - 2].Parts[0] is not ChatReasoning;

    /// <summary>What the target itself wants back with a part; null if nothing.</summary>
    public string? DataOf(ChatPart part) => part.ProviderData is { } data && data.IsOf(_target.Provider, _target.Model) ? data.Data : null;

    private void AddSystem(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _system.Add(text!);
        }
    }

    private void AddAnswer(ChatMessage message)
    {
        var parts = message.Parts.Where(IsSent).ToList();

        // Thoughts alone are not a message.
        if (parts.All(part => part is ChatReasoning && OpaqueData.IsThought(DataOf(part)!)))
        {
            return;
        }

        var turn = TurnOf(isModel: true);
        turn.Parts.AddRange(parts);
        foreach (var call in parts.OfType<ChatToolCall>())
        {
            Ids.Add(call, _turns.Count - 1);
        }
    }

    private void AddQuestion(ChatMessage message)
    {
        foreach (var result in message.ToolResults)
        {
            // A result whose call is not sent has no place.
            if (Ids.Answer(result) is { } place)
            {
                (place + 1 < _turns.Count ? _turns[place + 1] : TurnOf(isModel: false)).Results.Add(result);
            }
        }

        foreach (var part in message.Parts.Where(part => part is ChatText or ChatAttachment && IsSent(part)))
        {
            TurnOf(isModel: false).Parts.Add(part);
        }
    }

    // A text of nothing but spaces is refused, and so is a document without a text.
    private bool IsSent(ChatPart part) => part switch
    {
        ChatText text => !string.IsNullOrWhiteSpace(text.Text),
        ChatAttachment attachment => !attachment.IsText || attachment.Data.Length > 0,
        ChatToolCall call => _pairs.IsAnswered(call),
        ChatReasoning => DataOf(part) is not null,
        _ => false,
    };

    private Turn TurnOf(bool isModel)
    {
        if (_turns.Count == 0 || _turns[_turns.Count - 1].IsModel != isModel)
        {
            _turns.Add(new Turn(isModel));
        }

        return _turns[_turns.Count - 1];
    }
}
