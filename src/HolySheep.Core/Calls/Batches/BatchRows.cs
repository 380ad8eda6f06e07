using HolySheep.Calls.Recording;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.Masking;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls.Batches;

/// <summary>Turns the results of a batch into what calls would have returned, with the settlement of each.</summary>
/// <param name="services">What calls share.</param>
/// <param name="target">The target that answered.</param>
/// <param name="intent">The batch.</param>
/// <param name="request">What was asked of every row, without its prompt.</param>
internal sealed class BatchRows(CallServices services, RouteCandidate target, BatchIntent intent, ChatRequest request)
{
    /// <summary>The row, and what the ledger keeps of it.</summary>
    public (BatchRow Row, LedgerSettlement Settlement) Of(string id, AttemptOutcome outcome)
    {
        outcome = outcome.Masked(services.Mask);
        var answer = outcome.Answer is { } read ? StructuredText.Of(read, request) : null;
        var failure = answer is null ? outcome.Failure : AnswerCheck.FindFault(answer, request, shown: false);
        var usage = UsageOf(answer?.Usage ?? failure?.Usage, answer?.Generated ?? failure?.Generated);
        var end = failure is null
            ? new AttemptEnd(OutcomeKind.Answered, usage) { Status = answer!.Status, RequestId = answer.RequestId, Answer = answer }
            : new AttemptEnd(failure.Kind, usage) { Status = failure.Status, RequestId = failure.RequestId, Message = failure.Message.TrimEnd('.'), Answer = answer };
        var now = services.TimeProvider.GetUtcNow();
        var attempt = AttemptRecord.Of(services, target, end, now - intent.At);
        var row = failure is null
            ? new BatchRow(id, ResultOf(id, answer!, attempt, usage!), null)
            : new BatchRow(id, null, FailureOf(id, failure, attempt), failure.Signal is FailureSignal.BatchExpired or FailureSignal.Cancelled);
        return (row, AttemptRecord.SettlementOf(services, attempt, end, now));
    }

    // A row that a provider did not count is billed as it is estimated; one that it refused is not billed.
    private static ChatUsage? UsageOf(ChatUsage? counted, string? generated) =>
        counted is not null ? counted with { IsBatch = true }
        : string.IsNullOrEmpty(generated) ? null
        : new ChatUsage { CompletionTokens = TokenEstimate.Of(generated), Estimated = true, IsBatch = true };

    private ChatResult ResultOf(string id, ProviderAnswer answer, ChatAttempt attempt, ChatUsage usage) => new()
    {
        Content = answer.Content,
        Model = request.Model ?? target.ChainModel,
        ModelUsed = target.Model,
        ModelReported = answer.ModelReported,
        Provider = target.Provider,
        Attempts = [attempt],
        Usage = usage,
        Cost = attempt.Cost,
        CostReason = attempt.Cost is null ? CallResult.ReasonOf(attempt) : null,
        Latency = attempt.Duration,
        FinishReason = answer.FinishReason,
        FinishReasonRaw = answer.FinishReasonRaw,
        Id = answer.Id,
        RequestId = answer.RequestId,
        Created = answer.Created ?? services.TimeProvider.GetUtcNow(),
        Conversation = [answer.ToMessage()],
        Reasoning = answer.Reasoning,
        Refusal = answer.Refusal,
        ToolCalls = answer.ToolCalls,
        Citations = answer.Citations,
        Extra = answer.Extra,
        Pictures = answer.Pictures,
        EndsAtLimit = answer.End == Providers.Answers.AnswerEnd.Length,
        Warnings = answer.Warnings,
        CallId = intent.CallOf(id),
    };

    private ChatException FailureOf(string id, Failure failure, ChatAttempt attempt) =>
        new(CodeOf(failure), attempt.Kind, $"{target.Target} gave no answer in its batch: {attempt.Message}.", inner: failure.Cause)
        {
            Status = failure.Status,
            Provider = target.Provider,
            RequestId = failure.RequestId,
            PartialContent = failure.PartialContent,
            Attempts = [attempt],
            Cost = attempt.Cost,
            CallId = intent.CallOf(id),
        };

    // The result has come, so no connection has failed, even if it has no status.
    private static string CodeOf(Failure failure) => failure.Kind == OutcomeKind.Transient ? ErrorCode.ProviderFailure : CallFailure.CodeOf(failure);
}
