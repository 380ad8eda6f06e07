namespace HolySheep.Spend.Budgets;

/// <summary>The result of posting an alert.</summary>
/// <param name="Fault">What went wrong; null if nothing did.</param>
/// <param name="IsPassing">True if the same post may be delivered later.</param>
internal sealed record AlertDelivery(string? Fault = null, bool IsPassing = false)
{
    /// <summary>It was delivered, or there is no address to post it to.</summary>
    public static AlertDelivery Done { get; } = new();
}
