using System;
using System.Text.Json;
using HolySheep.Batches;
using HolySheep.Failures;
using HolySheep.Providers.Errors;

namespace HolySheep.Providers.Batches;

/// <summary>Reads why a provider refused all of a batch.</summary>
internal static class BatchRefusal
{
    /// <summary>The refusal of a provider that says nothing of it.</summary>
    public static Failure WithoutReason { get; } = new() { Signal = FailureSignal.InvalidRequest, Message = "the provider refused the batch and gave no reason" };

    /// <summary>The reply to a submission; a failure says whether the provider has no batch API at the address, or the limit of waiting tokens is reached.</summary>
    public static BatchReply<BatchStanding> Explain(BatchReply<BatchStanding> reply, Uri address) =>
        reply.Failure is { } failure ? reply with { Failure = EnqueuedLimit.Recognize(BatchExchange.OfMissingApi(failure, address)) } : reply;

    /// <summary>The refusal that an error tells.</summary>
    public static Failure Of(JsonElement error, IWire wire)
    {
        var failure = EnqueuedLimit.Recognize(ErrorReader.OfElement(wire, error, "the provider refused the batch", null));

        // Codes of lines, such as invalid_json_line, are those of a request that is not valid.
        return failure.Signal == FailureSignal.UnknownError ? failure with { Signal = FailureSignal.InvalidRequest } : failure;
    }
}
