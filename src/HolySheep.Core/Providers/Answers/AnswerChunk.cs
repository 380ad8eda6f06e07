using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Providers.Answers;

/// <summary>A whole answer or one chunk of it, as read from the wire.</summary>
internal sealed class AnswerChunk
{
    public string? Id { get; set; }

    public string? Model { get; set; }

    /// <summary>Seconds since 1970.</summary>
    public double? Created { get; set; }

    /// <summary>The token counts; null if the provider counted nothing.</summary>
    public ChatUsage? Usage { get; set; }

    /// <summary>The token counts of a wire whose counts are given more than once, each time those that changed; null if the provider counted nothing.</summary>
    public TokenCounts? Counts { get; set; }

    /// <summary>What is billed beside the tokens, or at another price than theirs, as told outside the counts; null if nothing is.</summary>
    public string? OtherCharge { get; set; }

    /// <summary>The provider's own finish reason; null if it gave none.</summary>
    public string? FinishReason { get; set; }

    /// <summary>The provider's explanation of the finish reason; null if it gave none.</summary>
    public string? FinishDetail { get; set; }

    /// <summary>The next piece of the answer; null if there is none.</summary>
    public MessagePiece? Delta { get; set; }

    /// <summary>The whole answer; null if there is none.</summary>
    public MessagePiece? Message { get; set; }

    /// <summary>Pictures that the model made, each as JSON; null if there are none.</summary>
    public List<string>? Pictures { get; set; }

    /// <summary>Members that no property here holds: name to JSON text; null if none were kept.</summary>
    public Dictionary<string, string>? Extra { get; set; }

    /// <summary>True if it is a part of an answer in form, even one without any answer in it.</summary>
    public bool SpeaksOfAnswer { get; set; }

    /// <summary>True if it has an answer in it, even another than the one asked for.</summary>
    public bool HasAnswer { get; set; }

    /// <summary>True if it holds something for the caller that no property here does, such as a call of a tool of the provider's own kind; only who reads the original can use it.</summary>
    public bool HasOther { get; set; }

    /// <summary>True if it holds work of the provider's own that no property here does, such as a call of a tool that it runs itself; without any text it is an answer for who reads the original.</summary>
    public bool HasOwnWork { get; set; }

    /// <summary>True if an event of a stream brings content that no property here holds, such as a piece of a call of the provider's own kind: it is life, as text is.</summary>
    public bool BringsContent { get; set; }

    /// <summary>True if it says that the stream ends here.</summary>
    public bool EndsStream { get; set; }

    /// <summary>True if its type is that of a whole completion, not of a chunk.</summary>
    public bool IsCompletion { get; set; }

    /// <summary>True if an event of a stream has the form of a plain reply, which clients of the wire do not expect there.</summary>
    public bool IsPlainReply { get; set; }

    /// <summary>True if it has a member that an error would have.</summary>
    public bool MayBeError { get; set; }
}
