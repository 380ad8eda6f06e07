namespace HolySheep.Chat.Sessions;

/// <summary>Calls that belong together, for example those of one run of a program or of one conversation of an agent.</summary>
/// <param name="Id">The id, in the caller's own words; the ledger keeps it as the tag <c>session</c>.</param>
/// <param name="MaxCost">The maximum that all its calls together may cost in USD; null means no limit.</param>
public sealed record CallSession(string Id, decimal? MaxCost = null)
{
    /// <summary>The tag under which the ledger keeps the session of a call.</summary>
    public const string Tag = "session";
}
