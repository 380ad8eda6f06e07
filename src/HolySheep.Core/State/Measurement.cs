using System;

namespace HolySheep.State;

/// <summary>A mean in which older values count less. Immutable.</summary>
/// <param name="Amount">The sum of the amounts, each reduced by its age.</param>
/// <param name="Weight">The sum of the weights, each reduced by its age.</param>
/// <param name="At">When the last value was added.</param>
internal sealed record Measurement(double Amount, double Weight, DateTimeOffset At)
{
    private static readonly TimeSpan ClockDrift = TimeSpan.FromMinutes(1);

    public static Measurement None { get; } = new(0, 0, DateTimeOffset.MinValue);

    /// <summary>The amount per unit of weight; null if nothing was measured.</summary>
    public double? Mean => Weight > 0 ? Amount / Weight : null;

    /// <summary>Whether the last value is neither older than a lifetime nor from a clock that has since been set back.</summary>
    public bool IsRecent(DateTimeOffset now, TimeSpan lifetime) => now - At <= lifetime && At - now <= ClockDrift;

    /// <summary>The measurement with one more value.</summary>
    public Measurement Add(MeasuredValue value)
    {
        if (value.Lifetime is { } lifetime && !IsRecent(value.At, lifetime))
        {
            return new Measurement(value.Amount, value.Weight, value.At);
        }

        var age = Weight > 0 && value.At > At ? (value.At - At).TotalSeconds : 0;
        var kept = Math.Pow(0.5, age / value.HalfLife.TotalSeconds);
        return new Measurement((Amount * kept) + value.Amount, (Weight * kept) + value.Weight, value.At);
    }
}
