using System.Management.Automation;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Errors;

/// <summary>The error category of every error code.</summary>
internal static class ErrorCategories
{
    private const int Forbidden = 403;

    /// <summary>The category of a code.</summary>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="status">The HTTP status, which distinguishes a forbidden target from an unknown one.</param>
    internal static ErrorCategory Of(string code, int? status) => code switch
    {
        ErrorCode.CredentialMissing or ErrorCode.CredentialRefused => ErrorCategory.AuthenticationError,
        ErrorCode.RateLimit or ErrorCode.QuotaExhausted or ErrorCode.PromptTooLong or ErrorCode.OutputLimit or ErrorCode.BudgetExceeded or ErrorCode.ToolRoundsExceeded => ErrorCategory.LimitsExceeded,
        ErrorCode.NoTargetAnswered or ErrorCode.NoTargetEligible or ErrorCode.ProviderFailure or ErrorCode.LedgerUnusable => ErrorCategory.ResourceUnavailable,
        ErrorCode.CallTimeout => ErrorCategory.OperationTimeout,
        ErrorCode.ConnectionFailure => ErrorCategory.ConnectionError,
        ErrorCode.TargetUnfit when status == Forbidden => ErrorCategory.PermissionDenied,
        ErrorCode.TargetUnfit or ErrorCode.ModelUnknown or ErrorCode.ProviderUnknown or ErrorCode.TargetUnknown or ErrorCode.ChainUnknown
            or ErrorCode.RuleUnknown or ErrorCode.SplitUnknown or ErrorCode.BudgetUnknown or ErrorCode.TemplateUnknown or ErrorCode.SettingUnknown or ErrorCode.ConversationUnknown => ErrorCategory.ObjectNotFound,
        ErrorCode.ReplyMalformed or ErrorCode.AnswerCut => ErrorCategory.ProtocolError,
        ErrorCode.RequestRejected or ErrorCode.ArgumentInvalid => ErrorCategory.InvalidArgument,
        ErrorCode.ProviderInUse or ErrorCode.PriceMapShrunk => ErrorCategory.InvalidOperation,
        ErrorCode.ContentRefused => ErrorCategory.PermissionDenied,
        ErrorCode.ConfigurationInvalid or ErrorCode.CsvInvalid => ErrorCategory.ParserError,
        ErrorCode.ConfigurationLocked or ErrorCode.JobRunning => ErrorCategory.ResourceBusy,
        ErrorCode.FileUnusable or ErrorCode.ConversationUnusable => ErrorCategory.OpenError,
        ErrorCode.CallCancelled => ErrorCategory.OperationStopped,
        _ => ErrorCategory.NotSpecified,
    };
}
