using HolySheep.Resilience;

namespace HolySheep.Providers;

/// <summary>What one exchange came to: an answer, a failure, or a stream whose first piece is there; nothing where none was begun.</summary>
internal sealed class AttemptOutcome
{
    private AttemptOutcome()
    {
    }

    public ProviderAnswer? Answer { get; private init; }

    public Failure? Failure { get; private init; }

    public IAnswerStream? Stream { get; private init; }

    public AnswerPiece FirstPiece { get; private init; }

    /// <summary>No exchange was begun.</summary>
    public static AttemptOutcome None { get; } = new();

    public static AttemptOutcome Answered(ProviderAnswer answer) => new() { Answer = answer };

    public static AttemptOutcome Failed(Failure failure) => new() { Failure = failure };

    public static AttemptOutcome Streaming(IAnswerStream stream, AnswerPiece first) => new() { Stream = stream, FirstPiece = first };

    /// <summary>The outcome of a stream that has ended.</summary>
    public static AttemptOutcome Of(IAnswerStream ended) => new() { Answer = ended.Answer, Failure = ended.Failure };
}
