using System;
using System.Globalization;
using HolySheep.Csv;

namespace HolySheep.PowerShell.Results;

/// <summary>How a CSV job in the lane Auto kept its deadline.</summary>
public sealed class HolySheepCsvDeadline
{
    internal HolySheepCsvDeadline(CsvDeadline deadline)
    {
        At = deadline.At.LocalDateTime;
        IsKept = deadline.IsKept;
        Moved = deadline.Moved;
        Cost = deadline.Cost;
    }

    /// <summary>The deadline.</summary>
    public DateTime At { get; }

    /// <summary>Whether every row had its result before it.</summary>
    public bool IsKept { get; }

    /// <summary>The distinct prompts that went from batches to live calls because of it.</summary>
    public int Moved { get; }

    /// <summary>What it cost in USD: what live calls cost above the price of batches, and what was paid twice; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>The deadline, and whether it was kept.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0:yyyy-MM-dd HH:mm}: {1}", At, IsKept ? "kept" : "not kept");
}
