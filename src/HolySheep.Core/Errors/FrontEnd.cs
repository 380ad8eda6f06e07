namespace HolySheep.Errors;

/// <summary>Through which front end a person uses the product.</summary>
public enum FrontEnd
{
    /// <summary>The cmdlets of the PowerShell module.</summary>
    PowerShell,

    /// <summary>The <c>holysheep</c> command.</summary>
    Command,
}
