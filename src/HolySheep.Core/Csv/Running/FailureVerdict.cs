using System;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Csv.Running;

/// <summary>Decides what the failure of one row means for the job.</summary>
internal static class FailureVerdict
{
    /// <summary>Whether every row would fail in the same way, so that the job ends.</summary>
    public static bool EndsJob(Exception failure) => failure is HolySheepException
    {
        Code: ErrorCode.CredentialMissing or ErrorCode.CredentialRefused or ErrorCode.QuotaExhausted or ErrorCode.ConfigurationInvalid or ErrorCode.ConfigurationLocked
            or ErrorCode.ProviderUnknown or ErrorCode.BudgetExceeded or ErrorCode.LedgerUnusable
    };

    /// <summary>Whether every row may fail in the same way: the model's name is probably wrong, or no target is left for any row. One row can be the cause too, by its text or its picture.</summary>
    public static bool MayEndJob(Exception failure) => failure is HolySheepException { Code: ErrorCode.TargetUnfit or ErrorCode.NoTargetEligible };

    /// <summary>Whether the row may succeed in another round, because the failure is not a verdict on the row itself.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="structured">Whether the answer had to follow a schema; an answer that does not follow it was already requested a second time.</param>
    public static bool MayPass(Exception failure, bool structured) => failure is ChatException call && call.Code switch
    {
        ErrorCode.ContentRefused or ErrorCode.RequestRejected or ErrorCode.PromptTooLong or ErrorCode.OutputLimit => false,
        ErrorCode.ReplyMalformed => !structured,
        _ => true,
    };

    /// <summary>Whether the targets, and not this row, may be the cause.</summary>
    public static bool MayBeOutage(ChatException failure) => failure.Code
        is ErrorCode.ConnectionFailure or ErrorCode.ProviderFailure or ErrorCode.RateLimit or ErrorCode.CallTimeout
        or ErrorCode.NoTargetAnswered or ErrorCode.AnswerCut or ErrorCode.ReplyMalformed;

    /// <summary>Whether targets sent only replies that are not answers, which this row may be the cause of.</summary>
    public static bool MayBeOfRow(ChatException failure) => failure.Attempts.Count > 0 && failure.Attempts.All(attempt => attempt.Kind is OutcomeKind.Malformed or OutcomeKind.Cut);
}
