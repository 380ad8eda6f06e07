namespace HolySheep.Chat;

/// <summary>What a piece of a streamed answer is.</summary>
public enum ChatUpdateKind
{
    /// <summary>A piece of the answer.</summary>
    Text,

    /// <summary>A piece of the model's reasoning.</summary>
    Reasoning,

    /// <summary>What was shown is void: the answer starts again.</summary>
    Restarted,

    /// <summary>The answer is whole; the result is with it.</summary>
    Completed,

    /// <summary>A piece of a tool call.</summary>
    ToolCall,
}
