using HolySheep.Failures;

namespace HolySheep.Batches;

/// <summary>The outcome of one operation of a batch API.</summary>
/// <param name="Value">The result; the default if the operation failed or found nothing.</param>
/// <param name="Failure">Why it failed; null if it succeeded.</param>
internal readonly record struct BatchReply<T>(T? Value, Failure? Failure = null)
{
    /// <summary>Whether the provider may have done what was asked although the operation failed: the request may have reached it, and no refusal came.</summary>
    public bool MayHaveHappened => Failure is
    {
        Status: null or < 300 or 408 or >= 500,
        Signal: not (FailureSignal.NameNotResolved or FailureSignal.ConnectionFailed or FailureSignal.TlsFailed or FailureSignal.ProxyFailed
            or FailureSignal.WrongApi or FailureSignal.InvalidRequest),
    };
}
