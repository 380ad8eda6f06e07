using System;

namespace HolySheep.State;

/// <summary>A mean in which older values count less. Immutable.</summary>
/// <param name="Amount">The sum of the amounts, each reduced by its age.</param>
/// <param name="Weight">The sum of the weights, each reduced by its age.</param>
/// <param name="At">When the last value was added.</param>
internal sealed record Measurement(double Amount, double Weight, DateTimeOffset At)
{
    public static Measurement None { get; } = new(0, 0, DateTimeOffset.MinValue);

    /// <summary>The amount per unit of weight; null if nothing was measured.</summary>
    public double? Mean => Weight > 0 ? Amount / Weight : null;

    /// <param name="amount">For example seconds.</param>
    /// <param name="weight">For example tokens.</param>
    /// <param name="now">The time.</param>
    /// <param name="halfLife">The time after which older values count half.</param>
    public Measurement Add(double amount, double weight, DateTimeOffset now, TimeSpan halfLife)
    {
        var age = Weight > 0 && now > At ? (now - At).TotalSeconds : 0;
        var kept = Math.Pow(0.5, age / halfLife.TotalSeconds);
        return new Measurement((Amount * kept) + amount, (Weight * kept) + weight, now);
    }
}
