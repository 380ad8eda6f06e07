using System.Collections.Generic;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Clients;

/// <summary>One of the programs that call a gateway, with a token, limits and budgets of its own.</summary>
public sealed record GatewayClientOptions
{
    /// <summary>The tag under which the ledger keeps the client of a call.</summary>
    public const string Tag = "client";

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its token is.</summary>
    public required KeyReference Token { get; init; }

    /// <summary>The tags of its calls; callers cannot change them.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The models that it can ask for; empty means all that are configured.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The maximum that its calls may cost in a day, in USD; null means no limit.</summary>
    public decimal? MaxCostPerDay { get; init; }

    /// <summary>The maximum that its calls may cost in a month, in USD; null means no limit.</summary>
    public decimal? MaxCostPerMonth { get; init; }

    /// <summary>The maximum that the calls of one of its sessions may cost, in USD; null means no limit.</summary>
    public decimal? MaxCostPerSession { get; init; }

    /// <summary>The maximum that one of its calls may cost, in USD; null means no limit.</summary>
    public decimal? MaxCostPerCall { get; init; }

    /// <summary>The maximum number of its calls in a minute; null means no limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The maximum number of its calls at once; null means no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>The budgets that its limits for a day and a month are.</summary>
    public IEnumerable<BudgetOptions> Budgets
    {
        get
        {
            if (MaxCostPerDay is { } day)
            {
                yield return Budget(day, BudgetPeriodKind.Day);
            }

            if (MaxCostPerMonth is { } month)
            {
                yield return Budget(month, BudgetPeriodKind.Month);
            }
        }
    }

    private BudgetOptions Budget(decimal limit, BudgetPeriodKind kind) => new()
    {
        Name = $"client {Name} ({kind.ToString().ToLowerInvariant()})",
        Limit = limit,
        Period = new BudgetPeriod { Kind = kind },
        Scope = new BudgetScope(BudgetScopeKind.Tag, $"{Tag}={Name}"),
    };
}
