using System;
using System.Collections.Generic;
using HolySheep.Providers;

namespace HolySheep.PowerShell.Results;

/// <summary>A configured provider, and the place of its key; never the key.</summary>
public sealed class HolySheepProvider
{
    private readonly IReadOnlyList<string> _apiKeyReference;
    private readonly IReadOnlyList<string> _apiKeyCommand;
    private readonly IDictionary<string, string> _header;
    private readonly IDictionary<string, string> _setting;

    internal HolySheepProvider(ConfiguredProvider provider)
    {
        var options = provider.Options;
        Name = options.Name;
        Kind = options.Kind.ToString();
        Preset = options.Preset;
        Api = options.HasTwoApis ? options.Api.ToString() : null;
        BaseUrl = options.BaseUrl;
        ModelsUrl = options.ModelsUrlText;
        _setting = NestedMember.Show(this, nameof(Setting), new ResultTable(options.Settings));
        IsDefault = provider.IsDefault;
        _header = NestedMember.Show(this, nameof(Header), new ResultTable(options.HeaderReferences));
        SlashIds = options.SlashIds;
        Disabled = options.Disabled;
        _apiKeyReference = NestedMember.Show(this, nameof(ApiKeyReference), new ResultList<string>(options.KeyReferences));
        KeyOrder = options.KeyOrder == HolySheep.Configuration.Options.KeyOrder.Spread ? "spread" : null;
        _apiKeyCommand = NestedMember.Show(this, nameof(ApiKeyCommand), new ResultList<string>(options.KeyCommand?.Arguments ?? []));
        ApiKeyLifetimeSec = options.KeyCommand?.Lifetime.TotalSeconds;
        KeyFound = options.Keyless ? null : provider.KeyFault is null;
        KeySource = provider.KeyPlace;
        KeyProblem = provider.KeyFault;
        KeyHint = provider.KeyHint;
        QuotaGroup = options.QuotaGroup;
        Region = options.Region;
        RequestsPerMinute = options.RequestsPerMinute;
        TokensPerMinute = options.TokensPerMinute;
        MaxConcurrency = options.MaxConcurrency;
    }

    /// <summary>The provider's name.</summary>
    public string Name { get; }

    /// <summary>The wire format.</summary>
    public string Kind { get; }

    /// <summary>The interface through which its models are asked; null if the kind has only one.</summary>
    public string? Api { get; }

    /// <summary>The preset that gives what the configuration does not say; null if there is none.</summary>
    public string? Preset { get; }

    /// <summary>The address; null for a sandbox, and if a setting of the address is missing.</summary>
    public Uri? BaseUrl { get; }

    /// <summary>The address of the list of models; <c>none</c> if the provider has no list, null for the usual place.</summary>
    public string? ModelsUrl { get; }

    /// <summary>The parts of the preset's address that the configuration gives.</summary>
    public string Setting => NestedMember.Text(_setting)!;

    /// <summary>True for the default provider, for models without targets.</summary>
    public bool IsDefault { get; }

    /// <summary>References to its keys, as configured; <c>none</c> if it is called without a key.</summary>
    public string ApiKeyReference => NestedMember.Text(_apiKeyReference)!;

    /// <summary><c>spread</c> if calls share its keys in turn; null if the next key is used only while the one before it cannot be.</summary>
    public string? KeyOrder { get; }

    /// <summary>The program and its arguments that print its key; empty if the key is elsewhere.</summary>
    public string ApiKeyCommand => NestedMember.Text(_apiKeyCommand)!;

    /// <summary>How long a key of the command is used, in seconds; null if no command is set.</summary>
    public double? ApiKeyLifetimeSec { get; }

    /// <summary>Whether a key was found; null if none is needed.</summary>
    public bool? KeyFound { get; }

    /// <summary>The place of the first key: a reference, <c>this session</c> or the file of the hs command; null if none was found.</summary>
    public string? KeySource { get; }

    /// <summary>Why there is no usable key, with the places that were searched; null if there is one or none is needed.</summary>
    public string? KeyProblem { get; }

    /// <summary>How to set a key; null if there is one or none is needed.</summary>
    public string? KeyHint { get; }

    /// <summary>The group whose members share a quota; null if there is none.</summary>
    public string? QuotaGroup { get; }

    /// <summary>The region of the provider; null if none is set.</summary>
    public string? Region { get; }

    /// <summary>The provider's limit of requests per minute; null if unknown.</summary>
    public int? RequestsPerMinute { get; }

    /// <summary>The provider's limit of tokens per minute; null if unknown.</summary>
    public int? TokensPerMinute { get; }

    /// <summary>The provider's limit of calls at once; null if unknown.</summary>
    public int? MaxConcurrency { get; }

    /// <summary>Headers of every request to it, with their values or env:NAME.</summary>
    public string Header => NestedMember.Text(_header)!;

    /// <summary>Whether its model ids contain slashes.</summary>
    public bool SlashIds { get; }

    /// <summary>True if calls do not use it, although it stays configured.</summary>
    public bool Disabled { get; }

    /// <summary>The provider's name.</summary>
    public override string ToString() => Name;
}
