namespace HolySheep.Providers.Exchange;

/// <summary>What a provider's finish reason means for the answer.</summary>
internal enum AnswerEnd
{
    /// <summary>The answer is whole.</summary>
    Stop,

    /// <summary>The token limit or the window ended it.</summary>
    Length,

    /// <summary>It ends with calls of tools.</summary>
    ToolCalls,

    /// <summary>A content policy stopped it.</summary>
    ContentFilter,

    /// <summary>The model declined.</summary>
    Refused,

    /// <summary>It broke off.</summary>
    Cut,
}
