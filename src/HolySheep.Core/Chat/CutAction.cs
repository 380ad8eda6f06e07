namespace HolySheep.Chat;

/// <summary>What a stream does if it breaks after the caller has seen text.</summary>
public enum CutAction
{
    /// <summary>Ends with an error that contains the text so far.</summary>
    Fail,

    /// <summary>Says that the answer starts again, and requests it again.</summary>
    Restart,
}
