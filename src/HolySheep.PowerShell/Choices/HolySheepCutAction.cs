namespace HolySheep.PowerShell.Choices;

/// <summary>What a stream does when it breaks after text was shown.</summary>
public enum HolySheepCutAction
{
    /// <summary>Ends with an error that contains the text so far.</summary>
    Fail,

    /// <summary>Says that the answer starts again, and requests it again.</summary>
    Restart,
}
