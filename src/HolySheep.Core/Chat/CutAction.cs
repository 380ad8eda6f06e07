namespace HolySheep.Chat;

/// <summary>What a stream does when it breaks after the caller has seen text.</summary>
public enum CutAction
{
    /// <summary>Ends with an error that carries the text that came.</summary>
    Fail,

    /// <summary>Shows that the answer starts again and asks for it anew.</summary>
    Restart,
}
