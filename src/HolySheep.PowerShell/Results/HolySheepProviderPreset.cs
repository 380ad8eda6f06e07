using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.PowerShell.Results;

/// <summary>What is known about calling one provider: kind, address and key variable.</summary>
public sealed class HolySheepProviderPreset
{
    private readonly IReadOnlyList<string> _keyVariable;
    private readonly IReadOnlyList<string> _setting;

    internal HolySheepProviderPreset(ProviderPreset preset)
    {
        Name = preset.Name;
        Vendor = preset.Vendor;
        Kind = preset.Kind;
        BaseUrl = preset.BaseUrl;
        _keyVariable = NestedMember.Show(this, nameof(KeyVariable), new ResultList<string>(preset.KeyVariables));
        _setting = NestedMember.Show(this, nameof(Setting), new ResultList<string>(preset.Settings.Select(setting => setting.Name)));
        Keyless = preset.Keyless;
        SlashIds = preset.SlashIds;
        Source = preset.Source;
        SourceDate = preset.Date;
    }

    /// <summary>The name, which a provider can carry.</summary>
    public string Name { get; }

    /// <summary>The company or program that answers.</summary>
    public string Vendor { get; }

    /// <summary>The wire format.</summary>
    public string Kind { get; }

    /// <summary>The address, with a placeholder in braces for each setting.</summary>
    public string BaseUrl { get; }

    /// <summary>The environment variables that hold the key, in order.</summary>
    public string KeyVariable => NestedMember.Text(_keyVariable)!;

    /// <summary>The parts of the address that have to be set.</summary>
    public string Setting => NestedMember.Text(_setting)!;

    /// <summary>True if calls are made without a key.</summary>
    public bool Keyless { get; }

    /// <summary>Whether model ids contain slashes.</summary>
    public bool SlashIds { get; }

    /// <summary>Where the facts were read.</summary>
    public string Source { get; }

    /// <summary>The day they were read, as yyyy-MM-dd.</summary>
    public string SourceDate { get; }

    /// <summary>The preset's name.</summary>
    public override string ToString() => Name;
}
