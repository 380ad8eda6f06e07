namespace HolySheep.Errors;

/// <summary>The exit codes that a scheduler reads.</summary>
public static class ExitCode
{
    /// <summary>Answered.</summary>
    public const int Answered = 0;

    /// <summary>A bug in HolySheep.</summary>
    public const int InternalFault = 1;

    /// <summary>Bad usage, configuration or request.</summary>
    public const int BadUsage = 2;

    /// <summary>Credentials.</summary>
    public const int Credentials = 3;

    /// <summary>Rate limit or quota.</summary>
    public const int RateOrQuota = 4;

    /// <summary>No target could answer, or the failures differ.</summary>
    public const int NoAnswer = 5;

    /// <summary>A budget stopped the call.</summary>
    public const int Budget = 6;

    /// <summary>Refused by a content policy.</summary>
    public const int Refused = 7;

    /// <summary>Some rows of a job failed; the others are answered.</summary>
    public const int SomeFailed = 8;

    /// <summary>A job stopped early; the same command continues it.</summary>
    public const int Stopped = 9;

    /// <summary>Another run holds the output.</summary>
    public const int OutputHeld = 10;

    /// <summary>Cancelled.</summary>
    public const int Cancelled = 130;

    /// <summary>The exit code of an error code.</summary>
    public static int Of(string errorCode) => errorCode switch
    {
        ErrorCode.CredentialMissing or ErrorCode.CredentialRefused => Credentials,
        ErrorCode.RateLimit or ErrorCode.QuotaExhausted => RateOrQuota,
        ErrorCode.ArgumentInvalid or ErrorCode.ProviderUnknown or ErrorCode.TargetUnknown or ErrorCode.ProviderInUse or ErrorCode.ChainUnknown or ErrorCode.BudgetUnknown
            or ErrorCode.RuleUnknown or ErrorCode.SplitUnknown or ErrorCode.TemplateUnknown or ErrorCode.SettingUnknown or ErrorCode.ConversationUnknown or ErrorCode.ConversationUnusable
            or ErrorCode.ConfigurationInvalid or ErrorCode.ConfigurationLocked or ErrorCode.PriceMapShrunk or ErrorCode.CsvInvalid or ErrorCode.FileUnusable
            or ErrorCode.PromptTooLong or ErrorCode.RequestRejected or ErrorCode.OutputLimit => BadUsage,
        ErrorCode.BudgetExceeded or ErrorCode.LedgerUnusable => Budget,
        ErrorCode.ContentRefused => Refused,
        ErrorCode.JobRunning => OutputHeld,
        ErrorCode.CallCancelled => Cancelled,
        ErrorCode.InternalFault => InternalFault,
        _ => NoAnswer,
    };
}
