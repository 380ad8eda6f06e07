using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols;

/// <summary>The parts of an answer in the order in which the model wrote them: providers refuse a turn that comes back in another order. Protocols may join neighbours, and show no hidden reasoning.</summary>
internal sealed class SealedTurn(IReadOnlyList<SealedPart> named)
{
    /// <summary>The parts that a caller gives back, as the answer had them.</summary>
    public IReadOnlyList<ChatPart> Restore(IReadOnlyList<ChatPart> parts)
    {
        var texts = string.Concat(parts.OfType<ChatText>().Select(part => part.Text));
        var thoughts = string.Concat(parts.OfType<ChatReasoning>().Select(part => part.Text));
        var calls = parts.OfType<ChatToolCall>().ToArray();
        return parts.All(part => part is ChatText or ChatReasoning or ChatToolCall) && IsWhole(texts, thoughts, calls.Length) ? Divide(texts, thoughts, calls) : Insert(parts);
    }

    // A caller that left something out or changed it holds another answer.
    private bool IsWhole(string texts, string thoughts, int calls) =>
        named.All(part => part.Length >= 0)
        && texts.Length == named.Where(part => part.IsText).Sum(part => (long)part.Length!)
        && thoughts.Length == named.Where(part => part.IsReasoning).Sum(part => (long)part.Length!)
        && calls == named.Count(part => part.IsCall);

    private List<ChatPart> Divide(string texts, string thoughts, ChatToolCall[] calls)
    {
        var parts = new List<ChatPart>();
        var (text, thought, call) = (0, 0, 0);
        foreach (var part in named)
        {
            var length = part.Length!.Value;
            ChatPart? own = part switch
            {
                { IsHidden: true } => new ChatReasoning(""),
                { IsText: true } => new ChatText(texts.Substring((text += length) - length, length)),
                { IsReasoning: true } => new ChatReasoning(thoughts.Substring((thought += length) - length, length)),
                { IsCall: true } => calls[call++],
                _ => null,
            };
            if (own is not null)
            {
                parts.Add(own with { ProviderData = part.Data });
            }
        }

        return parts;
    }

    /// <summary>Hidden reasoning before the part that it led to, and no data of a part that is gone.</summary>
    private List<ChatPart> Insert(IReadOnlyList<ChatPart> parts)
    {
        var restored = new List<ChatPart>();

        // Earlier versions name no places of hidden reasoning.
        var lacksPlaces = named.Any(part => part.Length is null);
        if (lacksPlaces)
        {
            restored.AddRange(named.Where(part => part.IsHidden).Select(Hidden));
        }

        var places = named.Select((part, place) => (part.Key, place)).DistinctBy(part => part.Key).ToDictionary(part => part.Key, part => part.place);
        foreach (var (key, part) in Keyed(parts, byId: !lacksPlaces))
        {
            var place = places.GetValueOrDefault(key, -1);
            if (!lacksPlaces && place > 0)
            {
                restored.AddRange(named.Take(place).Reverse().TakeWhile(before => before.IsHidden).Reverse().Select(Hidden));
            }

            restored.Add(place < 0 ? part : part with { ProviderData = named[place].Data });
        }

        return restored;
    }

    private static ChatPart Hidden(SealedPart part) => new ChatReasoning("") { ProviderData = part.Data };

    /// <summary>Parts with their keys: the kind, and the number among those of the kind.</summary>
    /// <param name="parts">The parts, in order.</param>
    /// <param name="byId">Whether a tool call is known by its id; in earlier versions it was by its number.</param>
    public static IEnumerable<(string Key, ChatPart Part)> Keyed(IEnumerable<ChatPart> parts, bool byId = true)
    {
        var counts = new Dictionary<char, int>();
        foreach (var part in parts)
        {
            var kind = SealedPart.KindOf(part);
            var number = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            yield return (byId && part is ChatToolCall call ? kind + call.Id : FormattableString.Invariant($"{kind}{number}"), part);
        }
    }
}
