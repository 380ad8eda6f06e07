namespace HolySheep.Interactive;

/// <summary>The kind of an event of a session.</summary>
public enum SessionEventKind
{
    /// <summary>A piece of the answer.</summary>
    Answer,

    /// <summary>The answer is complete.</summary>
    Answered,

    /// <summary>The pieces so far are void: the answer starts again.</summary>
    Restarted,

    /// <summary>The user stopped the answer; what was shown is not part of the conversation.</summary>
    Stopped,

    /// <summary>The reply to a command, which may have several lines.</summary>
    Reply,

    /// <summary>A remark in one line, for example that another model answered.</summary>
    Note,

    /// <summary>A failure; the session goes on.</summary>
    Failure,

    /// <summary>What to do about the failure before it.</summary>
    Hint,
}
