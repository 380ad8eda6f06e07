using HolySheep.Calls;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Failures;

namespace HolySheep.Csv.Lanes;

/// <summary>Decides what a failure of a batch API means for the job.</summary>
internal static class LaneFault
{
    /// <summary>Whether the same request may succeed later.</summary>
    public static bool MayPass(Failure failure) => failure.Kind is OutcomeKind.Transient or OutcomeKind.Throttled or OutcomeKind.Silent or OutcomeKind.Cut or OutcomeKind.Malformed;

    /// <summary>Whether the provider says that it does not have what was asked for.</summary>
    public static bool IsGone(Failure failure) => failure.Status is 404 or 410;

    /// <summary>Whether the account of the key cannot have it done, so that another key may.</summary>
    public static bool IsOfKey(Failure failure) => failure.Kind is OutcomeKind.BadCredential or OutcomeKind.OutOfMoney;

    /// <summary>Whether the provider takes fewer requests in batches than were handed over.</summary>
    public static bool IsEnqueuedLimit(Failure? refusal) => refusal is { Kind: OutcomeKind.Throttled };

    /// <summary>The error that ends the job.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="doing">What was asked of the provider: <c>take</c>, for example.</param>
    /// <param name="failure">Why it did not do it; null if it did not say.</param>
    /// <param name="rest">What follows the message; null if nothing does.</param>
    public static ChatException Of(LaneBatch batch, string doing, Failure? failure, string? rest = null) => new(
        failure is null ? ErrorCode.RequestRejected : CallFailure.CodeOf(failure), failure?.Kind ?? OutcomeKind.BadRequest,
        $"{batch.Target} did not {doing} the batch {batch.Name}: {failure?.Message.TrimEnd('.') ?? "the provider gave no reason"}.{(rest is null ? "" : " " + rest)}", inner: failure?.Cause)
    {
        Status = failure?.Status,
        Provider = batch.Target.Split('/')[0],
        RequestId = failure?.RequestId,
    };
}
