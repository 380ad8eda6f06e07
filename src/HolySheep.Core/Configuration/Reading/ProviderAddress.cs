using System;
using System.Collections.Generic;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>The addresses of a provider.</summary>
internal sealed record ProviderAddress
{
    /// <summary>The address of calls; null for the sandbox, and with a fault.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The missing setting of the address; null if it is complete.</summary>
    public SettingFault? Fault { get; init; }

    /// <summary>The settings of the preset's address that the file gives.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The address of the list of models; null for the usual place.</summary>
    public Uri? ModelsUrl { get; init; }

    /// <summary>Where the provider tells what is left of the account; empty if it does not.</summary>
    public IReadOnlyList<PresetBalance> Balances { get; init; } = [];

    /// <summary>Whether there is a list of models.</summary>
    public bool ListsModels { get; init; } = true;
}
