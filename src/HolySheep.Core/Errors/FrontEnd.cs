namespace HolySheep.Errors;

/// <summary>The front end that a person uses.</summary>
public enum FrontEnd
{
    /// <summary>The cmdlets of the PowerShell module.</summary>
    PowerShell,

    /// <summary>The <c>holysheep</c> command.</summary>
    Command,
}
