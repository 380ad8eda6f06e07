namespace HolySheep.Limits;

/// <summary>What became of the room that was reserved for a call.</summary>
/// <param name="Permit">The room.</param>
/// <param name="Tokens">The tokens that the call used; its estimate if they are unknown.</param>
/// <param name="IsSent">False if it was never sent.</param>
internal readonly record struct LimitSettlement(LimitPermit Permit, long Tokens, bool IsSent)
{
    /// <summary>Whether the configured rates must be corrected.</summary>
    public bool CorrectsPace => Permit.Demand is { Rules: { } rules } demand
        && ((rules.TokensPerMinute is not null && Tokens != demand.Tokens) || (!IsSent && rules.RequestsPerMinute is not null));

    /// <summary>Whether a store has anything to change.</summary>
    public bool ChangesAnything => CorrectsPace || Permit.Call is not null;
}
