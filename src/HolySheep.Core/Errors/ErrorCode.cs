namespace HolySheep.Errors;

/// <summary>The stable error codes: the same word in the error record, the command and the JSON.</summary>
public static class ErrorCode
{
    /// <summary>No key was found for a provider.</summary>
    public const string CredentialMissing = nameof(CredentialMissing);

    /// <summary>The provider refused the key.</summary>
    public const string CredentialRefused = nameof(CredentialRefused);

    /// <summary>The provider asks for fewer requests.</summary>
    public const string RateLimit = nameof(RateLimit);

    /// <summary>The account behind the key has no money or quota left.</summary>
    public const string QuotaExhausted = nameof(QuotaExhausted);

    /// <summary>No target could answer, or the failures differ.</summary>
    public const string NoTargetAnswered = nameof(NoTargetAnswered);

    /// <summary>Every target was left out before a call was made.</summary>
    public const string NoTargetEligible = nameof(NoTargetEligible);

    /// <summary>The time of the call ran out.</summary>
    public const string CallTimeout = nameof(CallTimeout);

    /// <summary>The provider could not be reached.</summary>
    public const string ConnectionFailure = nameof(ConnectionFailure);

    /// <summary>The provider failed on its side.</summary>
    public const string ProviderFailure = nameof(ProviderFailure);

    /// <summary>The provider does not serve this model or request.</summary>
    public const string TargetUnfit = nameof(TargetUnfit);

    /// <summary>The provider's reply was not a completion.</summary>
    public const string ReplyMalformed = nameof(ReplyMalformed);

    /// <summary>The answer broke off.</summary>
    public const string AnswerCut = nameof(AnswerCut);

    /// <summary>The token limit ended the answer before it was usable.</summary>
    public const string OutputLimit = nameof(OutputLimit);

    /// <summary>The model asks for more rounds of tool calls than are allowed.</summary>
    public const string ToolRoundsExceeded = nameof(ToolRoundsExceeded);

    /// <summary>The prompt does not fit the context window.</summary>
    public const string PromptTooLong = nameof(PromptTooLong);

    /// <summary>The provider rejects the request.</summary>
    public const string RequestRejected = nameof(RequestRejected);

    /// <summary>A content policy refused.</summary>
    public const string ContentRefused = nameof(ContentRefused);

    /// <summary>An argument is not valid.</summary>
    public const string ArgumentInvalid = nameof(ArgumentInvalid);

    /// <summary>No model has this name.</summary>
    public const string ModelUnknown = nameof(ModelUnknown);

    /// <summary>No target, quota group or key of this name is configured or known.</summary>
    public const string TargetUnknown = nameof(TargetUnknown);

    /// <summary>No provider of this name is configured.</summary>
    public const string ProviderUnknown = nameof(ProviderUnknown);

    /// <summary>A provider cannot be removed while models or defaults name it.</summary>
    public const string ProviderInUse = nameof(ProviderInUse);

    /// <summary>The model has no fallback chain.</summary>
    public const string ChainUnknown = nameof(ChainUnknown);

    /// <summary>A budget cannot pay for the call, or its cost is unknown.</summary>
    public const string BudgetExceeded = nameof(BudgetExceeded);

    /// <summary>No budget has this name.</summary>
    public const string BudgetUnknown = nameof(BudgetUnknown);

    /// <summary>The ledger cannot be written, and a budget needs it.</summary>
    public const string LedgerUnusable = nameof(LedgerUnusable);

    /// <summary>No rule has this name.</summary>
    public const string RuleUnknown = nameof(RuleUnknown);

    /// <summary>No template has this name.</summary>
    public const string TemplateUnknown = nameof(TemplateUnknown);

    /// <summary>The configuration has no setting of this name.</summary>
    public const string SettingUnknown = nameof(SettingUnknown);

    /// <summary>No conversation has this name.</summary>
    public const string ConversationUnknown = nameof(ConversationUnknown);

    /// <summary>A stored conversation is damaged, or cannot be read or written.</summary>
    public const string ConversationUnusable = nameof(ConversationUnusable);

    /// <summary>The model has no split.</summary>
    public const string SplitUnknown = nameof(SplitUnknown);

    /// <summary>The configuration is not valid.</summary>
    public const string ConfigurationInvalid = nameof(ConfigurationInvalid);

    /// <summary>Another process holds the configuration.</summary>
    public const string ConfigurationLocked = nameof(ConfigurationLocked);

    /// <summary>A CSV file is not valid; the message says where.</summary>
    public const string CsvInvalid = nameof(CsvInvalid);

    /// <summary>A file of a job does not exist, or cannot be read or written.</summary>
    public const string FileUnusable = nameof(FileUnusable);

    /// <summary>Another run holds the output of a job.</summary>
    public const string JobRunning = nameof(JobRunning);

    /// <summary>A price map has less than half as many models as the last import.</summary>
    public const string PriceMapShrunk = nameof(PriceMapShrunk);

    /// <summary>The caller stopped the call.</summary>
    public const string CallCancelled = nameof(CallCancelled);

    /// <summary>A bug in HolySheep.</summary>
    public const string InternalFault = nameof(InternalFault);
}
