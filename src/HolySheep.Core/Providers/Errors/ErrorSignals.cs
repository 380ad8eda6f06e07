using System.Globalization;
using HolySheep.Failures;

namespace HolySheep.Providers.Errors;

/// <summary>Finds the neutral signal of an error: by a firm code first, then by words if the status lets them decide, then by a weak code.</summary>
internal static class ErrorSignals
{
    private const int Ok = 200;
    private const int BadRequest = 400;
    private const int PaymentRequired = 402;
    private const int TooManyRequests = 429;

    /// <summary>The signal of an error that came with an HTTP status; <see cref="FailureSignal.None"/> leaves it to the status.</summary>
    public static FailureSignal OfStatus(ErrorReport report, int status) =>
        Of(report, status) ?? Number(report, status) ?? (report.IsPage ? FailureSignal.ErrorPage : FailureSignal.None);

    /// <summary>The signal of an error inside a 200.</summary>
    public static FailureSignal OfSuccessStatus(ErrorReport report) =>
        Of(report, Ok) ?? Number(report, Ok) ?? ErrorCodes.FindVague(report) ?? FailureSignal.UnknownError;

    private static FailureSignal? Of(ErrorReport report, int status)
    {
        var code = ErrorCodes.Find(report);
        if (code is { IsFirm: true } firm)
        {
            return firm.Signal;
        }

        if (status == PaymentRequired)
        {
            // Texts about payment mention tokens and limits too.
            return null;
        }

        var isThrottle = status == TooManyRequests || code is { Signal: FailureSignal.RateLimited };
        if (isThrottle && ErrorWordings.IsLargerThanTheLimit(report))
        {
            return FailureSignal.ContextLength;
        }

        return Verdict(report, status, isThrottle)
            ?? Money(report, isThrottle)
            ?? (ErrorWordings.IsCapacity(report) ? FailureSignal.Unavailable : (FailureSignal?)null)
            ?? code?.Signal;
    }

    private static FailureSignal? Verdict(ErrorReport report, int status, bool isThrottle)
    {
        if (report.Moderated && MayJudge(status))
        {
            return FailureSignal.ContentPolicy;
        }

        if (status >= 500)
        {
            return ErrorWordings.IsTooLongInAServerFault(report) ? FailureSignal.ContextLength : null;
        }

        var verdict = MayJudge(status) || isThrottle ? ErrorWordings.Verdict(report) : null;

        // A throttling provider often suggests shorter prompts: then only a limit of 0 is read from words.
        return !isThrottle || verdict is FailureSignal.Forbidden ? verdict : null;
    }

    /// <summary>What words or quotas say about money; they may also name a limit per minute.</summary>
    private static FailureSignal? Money(ErrorReport report, bool isThrottle)
    {
        if (report.DailyQuota)
        {
            return FailureSignal.DailyQuota;
        }

        var isDaily = isThrottle && ErrorWordings.IsDaily(report);
        if (!isDaily && !ErrorWordings.IsMoney(report))
        {
            return null;
        }

        return !isDaily && (report.MinuteQuota || ErrorWordings.IsOfAMinute(report)) ? FailureSignal.RateLimited : FailureSignal.QuotaExhausted;
    }

    /// <summary>Whether an error with this status judges the request, so that its words may decide.</summary>
    private static bool MayJudge(int status) => status switch
    {
        Ok => true,
        401 or 402 or 405 or 407 or 408 or 409 or 410 or 424 or 425 or 429 or 498 => false,
        >= 400 and < 500 => true,
        _ => false,
    };

    /// <summary>An HTTP status in place of a code, from a server behind a gateway.</summary>
    private static FailureSignal? Number(ErrorReport report, int status)
    {
        if (status is not (Ok or BadRequest))
        {
            return null;
        }

        foreach (var code in report.Codes)
        {
            if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && OfNumber(number) is { } signal
                && (status == Ok || signal != FailureSignal.InvalidRequest))
            {
                return signal;
            }
        }

        return null;
    }

    private static FailureSignal? OfNumber(int number) => number switch
    {
        400 or 422 => FailureSignal.InvalidRequest,
        401 => FailureSignal.KeyRefused,
        402 => FailureSignal.QuotaExhausted,
        403 => FailureSignal.Forbidden,
        404 or 405 or 410 => FailureSignal.ModelUnknown,
        413 => FailureSignal.ContextLength,
        429 => FailureSignal.RateLimited,
        409 or 424 or 425 or 498 or 503 or 529 => FailureSignal.Unavailable,
        408 or (>= 500 and < 600) => FailureSignal.ServerError,
        _ => null,
    };
}
