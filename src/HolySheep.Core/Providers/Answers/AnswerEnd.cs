namespace HolySheep.Providers.Answers;

/// <summary>The meaning of a provider's finish reason.</summary>
internal enum AnswerEnd
{
    /// <summary>The answer is complete.</summary>
    Stop,

    /// <summary>The token limit or the window ended it.</summary>
    Length,

    /// <summary>It ends with tool calls.</summary>
    ToolCalls,

    /// <summary>A content policy stopped it.</summary>
    ContentFilter,

    /// <summary>The model declined.</summary>
    Refused,

    /// <summary>It broke off.</summary>
    Cut,
}
