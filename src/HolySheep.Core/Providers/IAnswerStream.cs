using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Failures;

namespace HolySheep.Providers;

/// <summary>An answer that arrives in pieces.</summary>
internal interface IAnswerStream : IAsyncDisposable
{
    /// <summary>The next piece; null at the end, when either <see cref="Answer"/> or <see cref="Failure"/> is set.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    ValueTask<AnswerPiece?> ReadAsync();

    /// <summary>The complete answer; null before it is complete.</summary>
    ProviderAnswer? Answer { get; }

    /// <summary>Why there is no complete answer.</summary>
    Failure? Failure { get; }

    /// <summary>The provider's id of the request; null if it gave none.</summary>
    string? RequestId { get; }

    /// <summary>Whether the provider's own events come with the pieces.</summary>
    bool IsPassedOn { get; }

    /// <summary>The answer so far.</summary>
    AnswerSoFar SoFar { get; }

    /// <summary>Follows another caller, because the stream outlives the attempt that opened it.</summary>
    void Attach(CancellationToken caller);
}
