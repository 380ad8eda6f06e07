using System;
using HolySheep.Chat;

namespace HolySheep.Configuration.Options;

/// <summary>The defaults for requests.</summary>
public sealed record DefaultOptions
{
    /// <summary>The default model.</summary>
    /// <value>Default: <c>gpt-4.1</c>.</value>
    public string Model { get; init; } = "gpt-4.1";

    /// <summary>The provider of models without configured targets.</summary>
    /// <value>Default: <c>holysheep</c>.</value>
    public string Provider { get; init; } = "holysheep";

    /// <summary>The limit of a whole call.</summary>
    /// <value>Default: 300 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The limit of one attempt while another target is untried.</summary>
    /// <value>Default: 60 s.</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The limit until a stream's first token while another target is untried, without the addition for long prompts; null means 10 s, or 60 s for reasoning models.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The limit between two pieces of an answer.</summary>
    /// <value>Default: 20 s.</value>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The limit for opening a connection (net8.0 and later).</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of attempts of one call, including retries and fallbacks.</summary>
    /// <value>Default: 8.</value>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>The longest wait hint that a call waits for while another model could answer.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When a second target is asked because the first is slow.</summary>
    /// <value>Default: never.</value>
    public HedgeTime Hedge { get; init; } = HedgeTime.Off;
}
