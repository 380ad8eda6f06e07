namespace HolySheep.PowerShell.Choices;

/// <summary>What a stream does when it breaks after text was shown.</summary>
public enum HolySheepCutAction
{
    /// <summary>Ends with an error that carries the text that came.</summary>
    Fail,

    /// <summary>Shows that the answer starts again and asks for it anew.</summary>
    Restart,
}
