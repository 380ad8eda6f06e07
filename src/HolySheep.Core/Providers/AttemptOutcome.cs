using HolySheep.Failures;
using HolySheep.Transport;

namespace HolySheep.Providers;

/// <summary>The outcome of one exchange: an answer, a failure, or an open stream with its first piece.</summary>
internal sealed class AttemptOutcome
{
    private AttemptOutcome()
    {
    }

    public ProviderAnswer? Answer { get; private init; }

    public Failure? Failure { get; private init; }

    public IAnswerStream? Stream { get; private init; }

    public AnswerPiece FirstPiece { get; private init; }

    /// <summary>The provider's limits from the response's headers; null if there are none.</summary>
    public QuotaReading? Quota { get; private set; }

    public static AttemptOutcome Answered(ProviderAnswer answer) => new() { Answer = answer };

    public static AttemptOutcome Failed(Failure failure, QuotaReading? quota = null) => new() { Failure = failure, Quota = quota };

    public static AttemptOutcome Streaming(IAnswerStream stream, AnswerPiece first) => new() { Stream = stream, FirstPiece = first };

    /// <summary>The same outcome, with the limits from the response's headers.</summary>
    public AttemptOutcome Told(QuotaReading? quota)
    {
        Quota = quota;
        return this;
    }

    /// <summary>The outcome of a stream that has ended.</summary>
    public static AttemptOutcome Of(IAnswerStream ended) => new() { Answer = ended.Answer, Failure = ended.Failure };
}
