namespace HolySheep.Spend.History;

/// <summary>The words for calls and attempts whose outcome is not known; the others are called after their <see cref="Chat.OutcomeKind"/>.</summary>
public static class CallOutcome
{
    /// <summary>It has not ended yet.</summary>
    public const string UnderWay = "UnderWay";

    /// <summary>Its process ended before it did.</summary>
    public const string Lost = "Lost";
}
