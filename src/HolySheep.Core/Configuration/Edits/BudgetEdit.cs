using System.Collections.Generic;

namespace HolySheep.Configuration.Edits;

/// <summary>What is to change about a budget in the file: null leaves a member as it is; an empty text or list takes it out.</summary>
public sealed record BudgetEdit
{
    /// <summary>The most that may be spent in a period, in USD.</summary>
    public decimal? Limit { get; init; }

    /// <summary><c>day</c>, <c>week</c>, <c>month</c> or a number of hours such as <c>24h</c>.</summary>
    public string? Period { get; init; }

    /// <summary><c>local</c>, <c>utc</c> or the name of a zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Which calls count, for example <c>tag=team=ops</c>.</summary>
    public string? Scope { get; init; }

    /// <summary><c>stop</c>, <c>warn</c> or <c>downgrade</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The models that answer once the money is spent.</summary>
    public IReadOnlyList<string>? Chain { get; init; }

    /// <summary>Shares of the limit at which an alert is given.</summary>
    public IReadOnlyList<decimal>? AlertAt { get; init; }

    /// <summary>Where alerts are posted.</summary>
    public string? Webhook { get; init; }

    /// <summary>Whether calls of unknown price are let through.</summary>
    public bool? AllowUnknownPrices { get; init; }

    /// <summary>Whether calls are let through while the ledger cannot be written.</summary>
    public bool? AllowUnrecorded { get; init; }
}
