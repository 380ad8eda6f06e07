namespace HolySheep.Providers.Answers;

/// <summary>What a block of an answer holds, in the usual order of an answer.</summary>
internal enum BlockKind
{
    /// <summary>Reasoning, shown or opaque.</summary>
    Reasoning,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Tool calls.</summary>
    ToolCalls,
}
