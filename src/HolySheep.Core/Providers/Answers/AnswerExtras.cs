using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Providers.Exchange.Reading;

namespace HolySheep.Providers.Answers;

/// <summary>What comes with an answer besides what the model wrote: members that nothing else reads, pictures, and charges that its token counts do not tell.</summary>
internal sealed class AnswerExtras
{
    private static readonly Dictionary<string, string> None = [];
    private Dictionary<string, string>? _members;
    private List<string>? _pictures;

    /// <summary>What is billed beside the tokens, or at another price than theirs; null if nothing is known of it.</summary>
    public string? OtherCharge { get; private set; }

    /// <summary>The number of pictures.</summary>
    public int Pictures => _pictures?.Count ?? 0;

    /// <summary>Adds what came with a completion or a chunk.</summary>
    public void Add(AnswerChunk chunk)
    {
        OtherCharge = chunk.OtherCharge ?? OtherCharge;
        _pictures = chunk.Pictures is null ? _pictures : [.. (_pictures ?? []).Union(chunk.Pictures)];
        if (chunk.Extra is null || _members is null)
        {
            _members ??= chunk.Extra;
            return;
        }

        foreach (var member in chunk.Extra)
        {
            _members[member.Key] = member.Value;
        }
    }

    /// <summary>The counts with what is told outside them.</summary>
    public ChatUsage? Charged(ChatUsage? usage)
    {
        usage = OtherCharge is null || usage is not { OtherCharge: null } ? usage : usage with { OtherCharge = OtherCharge };
        return usage?.OtherCharge == OtherCharges.Flex ? usage with { OtherCharge = null, IsFlex = true } : usage;
    }

    /// <summary>The members, and the pictures as one of them.</summary>
    public IReadOnlyDictionary<string, string> ToMembers()
    {
        if (_pictures is not null)
        {
            (_members ??= [])[ProviderAnswer.PictureMember] = "[" + string.Join(",", _pictures) + "]";
        }

        return _members ?? None;
    }
}
