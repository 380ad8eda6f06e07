namespace HolySheep.Chat;

/// <summary>The kind of a piece of a streamed answer.</summary>
public enum ChatUpdateKind
{
    /// <summary>A piece of the answer.</summary>
    Text,

    /// <summary>A piece of the model's reasoning.</summary>
    Reasoning,

    /// <summary>The shown text is void: the answer starts again.</summary>
    Restarted,

    /// <summary>The answer is complete; the piece carries the result.</summary>
    Completed,

    /// <summary>A piece of a tool call.</summary>
    ToolCall,

    /// <summary>The tools of the answer so far have run, and the next round begins: what follows is a new answer.</summary>
    ToolsRun,
}
