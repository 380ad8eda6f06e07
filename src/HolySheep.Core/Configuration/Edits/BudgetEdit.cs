using System.Collections.Generic;

namespace HolySheep.Configuration.Edits;

/// <summary>A change of a budget in the file: null leaves a member unchanged; an empty text or list removes it.</summary>
public sealed record BudgetEdit
{
    /// <summary>The maximum that may be spent in a period, in USD.</summary>
    public decimal? Limit { get; init; }

    /// <summary><c>day</c>, <c>week</c>, <c>month</c> or a number of hours such as <c>24h</c>.</summary>
    public string? Period { get; init; }

    /// <summary><c>local</c>, <c>utc</c> or the name of a time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Which calls count, for example <c>tag=team=ops</c>.</summary>
    public string? Scope { get; init; }

    /// <summary><c>stop</c>, <c>warn</c> or <c>downgrade</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The models that answer once the limit is reached.</summary>
    public IReadOnlyList<string>? Chain { get; init; }

    /// <summary>Shares of the limit at which an alert is given.</summary>
    public IReadOnlyList<decimal>? AlertAt { get; init; }

    /// <summary>The address that alerts are posted to.</summary>
    public string? Webhook { get; init; }

    /// <summary>Whether calls of unknown price are allowed.</summary>
    public bool? AllowUnknownPrices { get; init; }

    /// <summary>Whether calls are allowed while the ledger cannot be written.</summary>
    public bool? AllowUnrecorded { get; init; }
}
