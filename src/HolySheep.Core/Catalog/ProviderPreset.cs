using System;
using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>What is known about calling one provider: data with a source, and only a default for what the configuration does not say.</summary>
public sealed record ProviderPreset
{
    /// <summary>The name, which a provider of the configuration can carry.</summary>
    public required string Name { get; init; }

    /// <summary>The company or program that answers.</summary>
    public required string Vendor { get; init; }

    /// <summary>The wire format, as the configuration spells it.</summary>
    public required string Kind { get; init; }

    /// <summary>The address, with a placeholder in braces for each setting.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Which wire format is taken for which model, as the configuration spells it; null leaves it to the kind.</summary>
    public string? Api { get; init; }

    /// <summary>The address of the list of models; <c>none</c> if the provider has no list, null for the usual place.</summary>
    public string? ModelsUrl { get; init; }

    /// <summary>Where the provider tells what is left of the account, in the order in which it is asked; empty if it does not.</summary>
    public IReadOnlyList<PresetBalance> Balances { get; init; } = [];

    /// <summary>Environment variables that hold the whole address, in order; they apply if the configuration has neither an address nor a setting of it.</summary>
    public IReadOnlyList<string> EndpointVariables { get; init; } = [];

    /// <summary>The parts of the address that differ from account to account.</summary>
    public IReadOnlyList<PresetSetting> Settings { get; init; } = [];

    /// <summary>The environment variables that hold the key, in order.</summary>
    public IReadOnlyList<string> KeyVariables { get; init; } = [];

    /// <summary>A program that prints a key which expires soon, with its arguments; a suggestion, and never run unless the configuration names it. Empty if there is none.</summary>
    public IReadOnlyList<string> KeyCommand { get; init; } = [];

    /// <summary>What the vendor's keys begin with, if no other vendor's keys do.</summary>
    public IReadOnlyList<string> KeyPrefixes { get; init; } = [];

    /// <summary>True if calls are made without a key.</summary>
    public bool Keyless { get; init; }

    /// <summary>True if model ids contain slashes.</summary>
    public bool SlashIds { get; init; }

    /// <summary>True if requests may name a key for the provider's prompt cache.</summary>
    public bool PromptCacheKey { get; init; }

    /// <summary>The source of the facts.</summary>
    public required string Source { get; init; }

    /// <summary>The day the facts were read, as yyyy-MM-dd.</summary>
    public required string Date { get; init; }

    /// <summary>The host of the address; null if the address has placeholders.</summary>
    internal string? Host => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var own) ? own.Host : null;

    /// <summary>True if an address has the host of the preset's own.</summary>
    internal bool IsAt(Uri? address) => Host is { } host && host == address?.Host;
}
