using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Spend.Budgets;

namespace HolySheep.Calls;

/// <summary>Creates the exception that tells the caller why no target gave an answer.</summary>
internal static class CallFailure
{
    public static ChatException Of(CallState call)
    {
        if (call.BudgetRefusal is { } refusal)
        {
            return RefusedByBudget(call, refusal);
        }

        var last = call.Failures[call.Failures.Count - 1];
        var (cause, ended) = DecidingFailure.Of(
            Deciding(call.Failures), failure => failure.Kind, failure => failure.Failure.Shown, failure => failure.Failure.Signal == FailureSignal.OutputLimit);
        var code = ended ? CodeOf(cause) : SharedCode(call.Failures);
        var retryAt = RetryAt(call);
        return new ChatException(code, cause.Kind, Describe(call, cause, code), Hint(call, code, cause, retryAt), cause.Failure.Cause)
        {
            Status = cause.Failure.Status,
            Provider = cause.Candidate.Provider,
            RequestId = cause.Failure.RequestId,
            ThreadDetails = cause.Failure.Signal == FailureSignal.ThreadRefused ? cause.Failure.Details ?? "{}" : null,
            PartialContent = last.Failure.PartialContent ?? cause.Failure.PartialContent,
            Attempts = call.Attempts.ToList(),
            RetryAt = retryAt,
            Cost = CallResult.CostOf(call),
            CallId = call.BookedId,
        };
    }

    /// <summary>The failures that may decide: what followed refused reasoning says more, because the target was asked again without it.</summary>
    private static IReadOnlyList<FailedAttempt> Deciding(List<FailedAttempt> failures) =>
        failures.Where(failure => failure.Failure.Signal != FailureSignal.ReasoningRefused).ToList() is { Count: > 0 } others ? others : failures;

    /// <summary>The error if no target was asked: every target named a time beyond the call's, or its limits have no room before.</summary>
    public static ChatException NotBefore(CallState call)
    {
        var retryAt = RetryAt(call);
        var crowded = call.Progress.Targets.Any(target => target.Crowded);
        var why = crowded ? "their limits on requests, tokens or concurrent calls are used up until then" : "by their own announcements";
        return new ChatException(
            ErrorCode.RateLimit, OutcomeKind.Throttled,
            FormattableString.Invariant($"No target takes requests before {retryAt:yyyy-MM-dd HH:mm:ss} UTC, {why}; no target was asked."),
            "Try again then, give the call more time, or name another provider's model as fallback.")
        {
            Provider = call.Target.Candidate.Provider,
            RetryAt = retryAt,
            Cost = 0,
        };
    }

    /// <summary>The error if a budget stopped the call, perhaps after other targets failed.</summary>
    private static ChatException RefusedByBudget(CallState call, BudgetRefusal refusal)
    {
        var before = call.Failures.GroupBy(failure => failure.Candidate).Select(target => $"{target.Key.Target}: {target.Last().Failure.Message}").ToList();
        return new ChatException(
            refusal.Code, OutcomeKind.OutOfMoney, refusal.Message + "." + (before.Count > 0 ? $" Before that, {string.Join("; ", before)}." : " No target was asked."), refusal.Hint)
        {
            Provider = call.Target.Candidate.Provider,
            Attempts = call.Attempts.ToList(),
            Cost = CallResult.CostOf(call),
            CallId = call.BookedId,
        };
    }

    /// <summary>The code that all targets' last failures share, or whose exit code they share; otherwise the code for failures that differ.</summary>
    private static string SharedCode(IReadOnlyList<FailedAttempt> failures)
    {
        var codes = failures.GroupBy(failure => failure.Candidate).Select(target => CodeOf(target.Last())).Distinct().ToList();
        if (codes.Count == 1)
        {
            return codes[0];
        }

        var exitCodes = codes.Select(ExitCode.Of).Distinct().ToList();
        return exitCodes.Count == 1 && exitCodes[0] != ExitCode.NoAnswer ? codes[0] : ErrorCode.NoTargetAnswered;
    }

    private static string CodeOf(FailedAttempt attempt) => CodeOf(attempt.Failure, attempt.Kind);

    /// <summary>The code of a call that ends with one failure.</summary>
    public static string CodeOf(Failure failure) => CodeOf(failure, failure.Kind);

    private static string CodeOf(Failure failure, OutcomeKind kind) => kind switch
    {
        OutcomeKind.Transient when failure.Status is null => ErrorCode.ConnectionFailure,
        OutcomeKind.Transient => ErrorCode.ProviderFailure,
        OutcomeKind.Silent => ErrorCode.CallTimeout,
        OutcomeKind.Throttled => ErrorCode.RateLimit,
        OutcomeKind.OutOfMoney => ErrorCode.QuotaExhausted,
        OutcomeKind.BadCredential => ErrorCode.CredentialRefused,
        OutcomeKind.Unfit => ErrorCode.TargetUnfit,
        OutcomeKind.TooLong => ErrorCode.PromptTooLong,
        OutcomeKind.Refused => ErrorCode.ContentRefused,
        OutcomeKind.Malformed => ErrorCode.ReplyMalformed,
        OutcomeKind.BadRequest when failure.Signal == FailureSignal.OutputLimit => ErrorCode.OutputLimit,
        OutcomeKind.BadRequest => ErrorCode.RequestRejected,
        OutcomeKind.Cut => ErrorCode.AnswerCut,
        _ => ErrorCode.NoTargetAnswered,
    };

    private static string Describe(CallState call, FailedAttempt cause, string code)
    {
        var targets = call.Failures.Select(failure => failure.Candidate.Target).Distinct().Count();
        var attempts = call.Attempts.Count;
        var headline = code switch
        {
            ErrorCode.AnswerCut => $"The answer of {cause.Candidate.Target} broke off: {cause.Failure.Message}.",
            ErrorCode.ContentRefused => $"{cause.Candidate.Target} refused: {cause.Failure.Message}.",
            _ when targets == 1 => $"{cause.Candidate.Target} gave no answer: {cause.Failure.Message}.",
            _ => $"None of {targets} targets gave an answer; the first, {cause.Candidate.Target}, said: {cause.Failure.Message}.",
        };
        var rest = call.Failures.Where(failure => failure.Candidate != cause.Candidate).GroupBy(failure => failure.Candidate)
            .Select(target => $"{target.Key.Target}: {target.Last().Failure.Message}").ToList();
        return headline
            + (rest.Count > 0 ? " Then " + string.Join("; ", rest) + "." : "")
            + (attempts > 1 ? $" ({attempts} attempts)" : "");
    }

    private static string? Hint(CallState call, string code, FailedAttempt cause, DateTimeOffset? retryAt) => code switch
    {
        _ when cause.Failure.Status == 407 =>
            $"The proxy requires a user and a password: network.proxy and {CommandHint.Option("Proxy")} accept env:NAME, for a variable with http://user:password@proxy:3128.",
        ErrorCode.CredentialRefused when cause.Failure.KeyHint is { } hint => hint,
        ErrorCode.CredentialRefused => $"Check the key of {cause.Candidate.Provider}: {CommandHint.Test(cause.Candidate.Provider)}.",
        ErrorCode.QuotaExhausted => $"Top up the account of {cause.Candidate.Provider}, or name another provider's model as fallback.",
        ErrorCode.RateLimit when retryAt is { } at => FormattableString.Invariant($"It takes requests again at {at:yyyy-MM-dd HH:mm:ss} UTC; a fallback of another provider would answer now."),
        ErrorCode.RateLimit => "Send fewer requests at once, or name another provider's model as fallback.",
        ErrorCode.PromptTooLong => "Shorten the prompt, or name a model with a larger window as fallback.",
        ErrorCode.OutputLimit => "Raise the token limit: a reasoning model can use it up before its first word.",
        ErrorCode.ContentRefused => "Change the prompt; another model is asked only if the call allows a fallback on refusal.",
        ErrorCode.RequestRejected => "The request itself is wrong: correct what the provider names.",
        ErrorCode.TargetUnfit when cause.Failure.Status is >= 300 and < 400 =>
            $"Redirects are not followed, because a key must not reach another host: give {cause.Candidate.Provider} the address it redirects to as baseUrl.",
        ErrorCode.TargetUnfit when cause.Failure.Signal == FailureSignal.DeploymentUnknown =>
            $"Name the deployment, not its model, behind '{cause.Candidate.Provider}/': the provider's own pages list its deployments. A new one needs about 5 minutes until it answers.",
        ErrorCode.TargetUnfit when cause is { Failure.Signal: FailureSignal.WrongApi, Candidate.OtherApi: { } api } =>
            $"The name is correct, but {cause.Candidate.Provider} serves this model through another interface: {CommandHint.SetApi(cause.Candidate.Provider, ApiNames.Of(api))}.",
        ErrorCode.TargetUnfit when cause.Failure.Signal == FailureSignal.WrongApi =>
            $"The name is correct, but {cause.Candidate.Provider} serves this model through another interface than chat completions: name another model, or another provider that serves it.",
        ErrorCode.TargetUnfit when cause.Failure.Status is 404 or 405 && cause.Failure.Signal != FailureSignal.ModelUnknown =>
            $"Check the baseUrl and the kind of {cause.Candidate.Provider}, since this address may speak another format, and the model's name: {CommandHint.Models(cause.Candidate.Provider)}.",
        ErrorCode.TargetUnfit => $"Check the model's name: {CommandHint.Models(cause.Candidate.Provider)}.",
        ErrorCode.AnswerCut when call.Request.OnCut == CutAction.Restart =>
            "Every attempt was cut; this error contains the last text. Ask again later, or name another provider's model as fallback.",
        ErrorCode.AnswerCut => "This error contains the text before the cut; ask again, or let the stream restart after a cut.",
        ErrorCode.CallTimeout => "Give more time, or name a faster model as fallback.",
        ErrorCode.ConnectionFailure => $"Check the network and the address of {cause.Candidate.Provider}: {CommandHint.Test(cause.Candidate.Provider)}.",
        ErrorCode.ProviderFailure or ErrorCode.NoTargetAnswered or ErrorCode.ReplyMalformed => "Try again later, or name another provider's model as fallback.",
        _ => null,
    };

    private static DateTimeOffset? RetryAt(CallState call)
    {
        var times = call.Progress.Targets.Where(target => target.OpenByHint).Select(target => target.OpenUntil).ToList();
        return times.Count > 0 ? times.Min() : null;
    }
}
