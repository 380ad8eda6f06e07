using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Failures;

namespace HolySheep.Providers;

/// <summary>An answer that comes in pieces.</summary>
internal interface IAnswerStream : IAsyncDisposable
{
    /// <summary>The next piece; null at the end, when either <see cref="Answer"/> or <see cref="Failure"/> is there.</summary>
    /// <exception cref="OperationCanceledException">The caller went.</exception>
    ValueTask<AnswerPiece?> ReadAsync();

    /// <summary>The whole answer, once it is whole.</summary>
    ProviderAnswer? Answer { get; }

    /// <summary>Why there is no whole answer.</summary>
    Failure? Failure { get; }

    /// <summary>What has come so far.</summary>
    AnswerSoFar SoFar { get; }

    /// <summary>Follows another caller: the stream outlives the attempt that opened it.</summary>
    void Attach(CancellationToken caller);
}
