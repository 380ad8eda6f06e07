using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Edits;

/// <summary>A change of a provider in the file: null leaves a member unchanged; an empty text, an empty list or 0 removes it.</summary>
public sealed record ProviderEdit
{
    /// <summary>The preset that gives what is not set; a provider that carries a preset's name needs none.</summary>
    public string? Preset { get; init; }

    /// <summary>The wire format; a new provider without a preset gets <see cref="ProviderKind.OpenAI"/> if this is null.</summary>
    public ProviderKind? Kind { get; init; }

    /// <summary>The interface through which its models are asked, for kinds that have two.</summary>
    public ProviderApi? Api { get; init; }

    /// <summary>The address.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Parts of the preset's address by name, such as <c>resource</c>; an empty text removes one.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>The address of the list of models, or <c>none</c>.</summary>
    public string? ModelsUrl { get; init; }

    /// <summary>References to the keys in the order they are tried: <c>env:NAME</c>, <c>file:PATH</c>, <c>secret:VAULT/NAME</c>, or <c>none</c> alone; never a key.</summary>
    public IReadOnlyList<string>? ApiKeys { get; init; }

    /// <summary>How several keys are used: <c>failover</c> or <c>spread</c>.</summary>
    public string? KeyOrder { get; init; }

    /// <summary>A program and its arguments that print a key which expires; an empty list removes it.</summary>
    public IReadOnlyList<string>? KeyCommand { get; init; }

    /// <summary>How long a key of the command is used, in seconds; null leaves it unchanged, or to the default for a new command.</summary>
    public double? KeyLifetimeSec { get; init; }

    /// <summary>The group whose members share a quota.</summary>
    public string? QuotaGroup { get; init; }

    /// <summary>Where the provider runs.</summary>
    public string? Region { get; init; }

    /// <summary>The provider's limit of requests per minute.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The provider's limit of tokens per minute.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>The provider's limit of calls at once.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Headers of every request, with their values or <c>env:NAME</c>; they replace all existing headers.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Whether its model ids have slashes.</summary>
    public bool? SlashIds { get; init; }

    /// <summary>Whether calls do not use it, although it stays configured.</summary>
    public bool? Disabled { get; init; }

    /// <summary>True makes it the default provider, for models without targets; false changes nothing.</summary>
    public bool MakeDefault { get; init; }
}
