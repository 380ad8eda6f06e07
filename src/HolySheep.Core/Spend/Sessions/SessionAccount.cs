using System;

namespace HolySheep.Spend.Sessions;

/// <summary>What one session has spent and reserved, in USD. Thread-safe.</summary>
/// <param name="spent">What it had spent before.</param>
internal sealed class SessionAccount(decimal spent)
{
    private readonly object _lock = new();
    private decimal _spent = spent;
    private decimal _reserved;

    /// <summary>When it was last used.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>Whether attempts of it are under way.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _reserved > 0;
            }
        }
    }

    /// <summary>What a limit leaves.</summary>
    public decimal Left(decimal limit)
    {
        lock (_lock)
        {
            return Math.Max(0, limit - _spent - _reserved);
        }
    }

    /// <summary>Reserves an amount; false if the limit leaves less.</summary>
    public bool TryReserve(decimal amount, decimal limit)
    {
        lock (_lock)
        {
            if (_spent + _reserved + amount > limit)
            {
                return false;
            }

            _reserved += amount;
            return true;
        }
    }

    /// <summary>Replaces a reserved amount by what was spent.</summary>
    public void Settle(decimal reserved, decimal cost)
    {
        lock (_lock)
        {
            _reserved -= reserved;
            _spent += cost;
        }
    }
}
