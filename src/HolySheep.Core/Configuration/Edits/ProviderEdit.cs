using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Edits;

/// <summary>What is to change about a provider in the file: null leaves a member as it is; an empty text, an empty list or 0 takes it out.</summary>
public sealed record ProviderEdit
{
    /// <summary>The wire format; a provider that is new to the file gets <see cref="ProviderKind.OpenAI"/> where this is null.</summary>
    public ProviderKind? Kind { get; init; }

    /// <summary>The address.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>References to the keys in the order they are tried: <c>env:NAME</c>, <c>file:PATH</c>, <c>secret:VAULT/NAME</c>, or <c>none</c> alone; never a key.</summary>
    public IReadOnlyList<string>? ApiKeys { get; init; }

    /// <summary>The group whose members share a quota.</summary>
    public string? QuotaGroup { get; init; }

    /// <summary>Where the provider runs.</summary>
    public string? Region { get; init; }

    /// <summary>Requests a minute that the provider allows.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute that the provider allows.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>Calls at once that the provider allows.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Headers that go with every request, with their values or <c>env:NAME</c>; they take the place of all that were there.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Whether its model ids have slashes.</summary>
    public bool? SlashIds { get; init; }

    /// <summary>True makes it the provider of models without targets of their own; false changes nothing.</summary>
    public bool MakeDefault { get; init; }
}
