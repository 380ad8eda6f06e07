using System;
using System.Collections.Generic;

namespace HolySheep.Configuration.Options;

/// <summary>A limit on what calls may cost.</summary>
public sealed record BudgetOptions
{
    /// <summary>The replacement for an address that may be a secret.</summary>
    public const string HiddenWebhook = "***";

    /// <summary>The name that messages use.</summary>
    public required string Name { get; init; }

    /// <summary>The maximum that may be spent in a period, in USD, 0 or more.</summary>
    public required decimal Limit { get; init; }

    /// <summary>The period of the limit.</summary>
    public required BudgetPeriod Period { get; init; }

    /// <summary>Which calls count.</summary>
    public BudgetScope Scope { get; init; } = BudgetScope.All;

    /// <summary>What happens to a call that the budget cannot pay for.</summary>
    /// <value>Default: <see cref="BudgetAction.Stop"/>.</value>
    public BudgetAction Action { get; init; }

    /// <summary>The models that answer once the limit is reached, under <see cref="BudgetAction.Downgrade"/>.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>Shares of the limit at which an alert is given, once per period each; above 0, at most 1.</summary>
    /// <value>Default: 0.8.</value>
    public IReadOnlyList<decimal> AlertAt { get; init; } = [0.8m];

    /// <summary>The address that alerts are posted to, as JSON in Slack's format; null posts none.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>The reference that the address was read from, such as <c>env:NAME</c>; null if the file holds the address itself or none.</summary>
    public string? WebhookReference { get; init; }

    /// <summary>True if the file configures a webhook, even if its variable is not set here.</summary>
    public bool HasWebhook => Webhook is not null || WebhookReference is not null;

    /// <summary>The webhook as lists show it: its reference, or <see cref="HiddenWebhook"/> for an address; null if there is none.</summary>
    public string? ShownWebhook => WebhookReference ?? (HasWebhook ? HiddenWebhook : null);

    /// <summary>Whether to allow calls of unknown price, which a stopping budget would otherwise refuse.</summary>
    public bool AllowUnknownPrices { get; init; }

    /// <summary>Whether to allow calls while the ledger cannot be written, which a stopping budget would otherwise refuse.</summary>
    public bool AllowUnrecorded { get; init; }
}
