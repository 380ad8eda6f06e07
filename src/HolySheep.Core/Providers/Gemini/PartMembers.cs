using System.Linq;
using HolySheep.Providers.Answers;

namespace HolySheep.Providers.Gemini;

/// <summary>The members of one part of an answer.</summary>
internal struct PartMembers
{
    public string? Text { get; set; }

    public bool IsThought { get; set; }

    public string? Signature { get; set; }

    public ToolCallPiece? Call { get; set; }

    /// <summary>True if it has an object of another kind.</summary>
    public bool IsOther { get; set; }

    /// <summary>True if it is a picture or another file that the model made.</summary>
    public bool IsPicture { get; set; }

    /// <summary>True if it is a part that only goes back as it came: code, its result, a picture, or a tool that the provider runs itself.</summary>
    public readonly bool IsOpaque => IsOther && Call is null && string.IsNullOrEmpty(Text);

    /// <summary>The part as a piece of the answer; null if it says nothing.</summary>
    /// <param name="whole">The JSON of an opaque part; null for every other part.</param>
    public readonly MessagePiece? ToPiece(string? whole)
    {
        var signature = IsSignature(Signature) ? $"\"thoughtSignature\":\"{Signature}\"" : null;
        if (whole is not null)
        {
            return new MessagePiece { ReasoningData = whole, Picture = IsPicture && !IsThought ? whole : null };
        }

        if (Call is { } call)
        {
            return new MessagePiece { ToolCalls = [call with { Data = signature is null ? null : $"{{{signature}}}" }] };
        }

        var thought = IsThought ? "\"thought\":true" : null;
        if (string.IsNullOrEmpty(Text))
        {
            // The signature of what came before it.
            return signature is null ? null : new MessagePiece { ReasoningData = $"{{\"text\":\"\",{(thought is null ? "" : thought + ",")}{signature}}}" };
        }

        return IsThought
            ? new MessagePiece { Reasoning = Text, ReasoningData = signature is null ? null : $"{{{thought},{signature}}}" }
            : new MessagePiece { Content = Text, ContentData = signature is null ? null : $"{{{signature}}}" };
    }

    /// <summary>A signature is Base64; anything else could not go back.</summary>
    private static bool IsSignature(string? text) => text is { Length: > 0 } && text.All(character => character is > ' ' and <= '~' and not ('"' or '\\'));
}
