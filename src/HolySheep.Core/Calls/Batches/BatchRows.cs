using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.Masking;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls.Batches;

/// <summary>Makes of the results of a batch what calls would have given, with the settlement of each.</summary>
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
        var failure = outcome.Answer is { } answer ? AnswerCheck.FindFault(answer, request, shown: false) : outcome.Failure;
        var usage = UsageOf(outcome.Answer?.Usage ?? failure?.Usage, outcome.Answer?.Generated ?? failure?.Generated);
        var cost = usage is null ? 0m : services.CostOf(target, usage, outcome.Answer?.ModelReported);
        var attempt = new ChatAttempt
        {
            Target = target.Target,
            Kind = failure?.Kind ?? OutcomeKind.Answered,
            Status = failure is null ? outcome.Answer!.Status : failure.Status,
            Duration = services.TimeProvider.GetUtcNow() - intent.At,
            RequestId = failure is null ? outcome.Answer!.RequestId : failure.RequestId,
            Cost = cost,
            CountedCost = cost,
            StatedCost = usage?.StatedCost,
            Message = failure?.Message.TrimEnd('.'),
        };
        var row = failure is null ? new BatchRow(id, ResultOf(id, outcome.Answer!, attempt, usage!), null) : new BatchRow(id, null, FailureOf(id, failure, attempt), failure.Signal is FailureSignal.BatchExpired or FailureSignal.Cancelled);
        return (row, new LedgerSettlement
        {
            Outcome = attempt.Kind,
            At = services.TimeProvider.GetUtcNow(),
            Usage = usage,
            Cost = cost,
            StatedCost = attempt.StatedCost,
            Status = attempt.Status,
            RequestId = attempt.RequestId,
            Message = attempt.Message,
            Duration = attempt.Duration,
            Answer = services.KeepTexts ? outcome.Answer?.Content : null,
        });
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
        CallId = LedgerCallId.Of(intent.At, id),
    };

    private ChatException FailureOf(string id, Failure failure, ChatAttempt attempt) =>
        new(CallFailure.CodeOf(failure), attempt.Kind, $"{target.Target} gave no answer in its batch: {attempt.Message}.", inner: failure.Cause)
        {
            Status = failure.Status,
            Provider = target.Provider,
            RequestId = failure.RequestId,
            PartialContent = failure.PartialContent,
            Attempts = [attempt],
            Cost = attempt.Cost,
            CallId = LedgerCallId.Of(intent.At, id),
        };
}
