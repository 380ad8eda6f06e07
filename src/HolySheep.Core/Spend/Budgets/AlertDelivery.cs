namespace HolySheep.Spend.Budgets;

/// <summary>What became of the post of an alert.</summary>
/// <param name="Fault">What went wrong; null if nothing did.</param>
/// <param name="IsPassing">True if the same post may well arrive later.</param>
internal sealed record AlertDelivery(string? Fault = null, bool IsPassing = false)
{
    /// <summary>It arrived, or there is nowhere to post it.</summary>
    public static AlertDelivery Done { get; } = new();
}
