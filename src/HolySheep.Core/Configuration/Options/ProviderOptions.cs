using System;
using System.Collections.Generic;
using HolySheep.Configuration.Keys;

namespace HolySheep.Configuration.Options;

/// <summary>One provider: where it is and how it is called.</summary>
public sealed record ProviderOptions
{
    /// <summary>The name that targets and results use.</summary>
    public required string Name { get; init; }

    /// <summary>The wire format.</summary>
    public required ProviderKind Kind { get; init; }

    /// <summary>The address that request paths are appended to, without a slash at the end; null for the sandbox.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>References to the keys, tried in order; empty where none is configured.</summary>
    public IReadOnlyList<KeyReference> ApiKeys { get; init; } = [];

    /// <summary>Targets of one group share a quota; null means each target is its own group.</summary>
    public string? QuotaGroup { get; init; }

    /// <summary>Where the provider runs, as the user names it.</summary>
    public string? Region { get; init; }

    /// <summary>Requests a minute that the provider allows; null where unknown.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute that the provider allows; null where unknown.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>Calls at once that the provider allows; null where unknown.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>True if the provider's model ids have slashes, so that a name with a slash is never taken for a mistyped provider while this one is the default.</summary>
    public bool SlashIds { get; init; }

    /// <summary>Headers that go with every request to the provider, as the file spells them: values, or <c>env:NAME</c>.</summary>
    public IReadOnlyDictionary<string, string> HeaderReferences { get; init; } = new Dictionary<string, string>();

    /// <summary>The same headers with the values of the variables, which may be secrets.</summary>
    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>True where calls go without a key (<c>"apiKey": "none"</c>, and the sandbox).</summary>
    public bool Keyless { get; init; }
}
