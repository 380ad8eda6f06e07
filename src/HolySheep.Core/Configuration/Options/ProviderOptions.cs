using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Keys;

namespace HolySheep.Configuration.Options;

/// <summary>The configuration of one provider.</summary>
public sealed record ProviderOptions
{
    /// <summary>The name that targets and results use.</summary>
    public required string Name { get; init; }

    /// <summary>The wire format.</summary>
    public required ProviderKind Kind { get; init; }

    /// <summary>The name of the preset that gives what the file does not say; null if there is none.</summary>
    public string? Preset { get; init; }

    /// <summary>The settings of the preset's address that the file gives, such as <c>resource</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The address that request paths are appended to, without a trailing slash; null for the sandbox, and if a setting of the address is missing.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The interface through which its models are asked, if its kind has two.</summary>
    public ProviderApi Api { get; init; }

    /// <summary>The address of the list of models; null for the usual place of the wire format.</summary>
    public Uri? ModelsUrl { get; init; }

    /// <summary>Where the provider tells what is left of the account, at the preset's own address alone; empty if it does not.</summary>
    internal IReadOnlyList<PresetBalance> Balances { get; init; } = [];

    /// <summary>False if the provider has no list of models.</summary>
    /// <value>Default: true.</value>
    public bool ListsModels { get; init; } = true;

    /// <summary>The address of the list of models as the configuration spells it: <c>none</c> if there is no list, null for the usual place.</summary>
    public string? ModelsUrlText => ListsModels ? ModelsUrl?.ToString() : "none";

    /// <summary>References to the keys, in the order in which they are tried; empty if none is configured.</summary>
    public IReadOnlyList<KeyReference> ApiKeys { get; init; } = [];

    /// <summary>How several keys are used.</summary>
    /// <value>Default: failover.</value>
    public KeyOrder KeyOrder { get; init; }

    /// <summary>The command that prints the key; null if the key is elsewhere.</summary>
    public KeyCommand? KeyCommand => ApiKeys is [{ Command: { } command }] ? command : null;

    /// <summary>References to the keys as the configuration spells them: <c>none</c> if calls are made without a key; a command is not among them.</summary>
    public IReadOnlyList<string> KeyReferences => ApiKeys.Count == 0 && Keyless ? ["none"] : [.. ApiKeys.Where(key => key.Command is null).Select(key => key.ToString())];

    /// <summary>True if calls do not use it: it stays configured, and is in no plan.</summary>
    public bool Disabled { get; init; }

    /// <summary>The quota group, whose targets share a quota; null means that each target is its own group.</summary>
    public string? QuotaGroup { get; init; }

    /// <summary>The region of the provider, as the user names it.</summary>
    public string? Region { get; init; }

    /// <summary>The provider's limit of requests per minute; null if unknown.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The provider's limit of tokens per minute; null if unknown.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>The provider's limit of calls at once; null if unknown.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>True if the provider's model ids contain slashes, so that a name with a slash never counts as a mistyped provider while this is the default provider.</summary>
    public bool SlashIds { get; init; }

    /// <summary>Headers of every request to the provider, as in the file: values, or <c>env:NAME</c>.</summary>
    public IReadOnlyDictionary<string, string> HeaderReferences { get; init; } = new Dictionary<string, string>();

    /// <summary>The same headers with the values of the variables, which may be secrets.</summary>
    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The header without a value; null if every header has its value.</summary>
    internal HeaderFault? HeaderFault { get; init; }

    /// <summary>True if requests may name a key for the provider's prompt cache; others can refuse the member.</summary>
    internal bool TakesCacheKey => Kind == ProviderKind.Azure || (PromptCacheKey && Kind is ProviderKind.OpenAI or ProviderKind.OpenAIResponses);

    /// <summary>True if the preset says that the provider takes a key for its prompt cache.</summary>
    internal bool PromptCacheKey { get; init; }

    /// <summary>True if the kind has chat completions and Responses, so that <see cref="Api"/> has a meaning.</summary>
    public bool HasTwoApis => ApiNames.AreChoiceOf(Kind);

    /// <summary>Whether a model is asked through Responses.</summary>
    /// <param name="responsesOnly">Whether the catalog says that the model needs it.</param>
    internal bool UsesResponses(bool responsesOnly) =>
        Kind == ProviderKind.OpenAIResponses || (HasTwoApis && (Api == ProviderApi.Responses || (Api == ProviderApi.Auto && responsesOnly)));

    /// <summary>The missing setting of the address; null if the address is complete.</summary>
    internal SettingFault? SettingFault { get; init; }

    /// <summary>True if calls are made without a key (<c>"apiKey": "none"</c>, and the sandbox).</summary>
    public bool Keyless { get; init; }
}
