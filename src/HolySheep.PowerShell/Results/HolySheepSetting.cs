using HolySheep.Configuration.Settings;

namespace HolySheep.PowerShell.Results;

/// <summary>A setting of the configuration file.</summary>
public sealed class HolySheepSetting
{
    internal HolySheepSetting(Setting setting)
    {
        Name = setting.Name;
        Value = setting.Value;
        IsSet = setting.IsSet;
        Default = setting.Default;
        Description = setting.Description;
    }

    /// <summary>The setting with its section, for example network.proxy.</summary>
    public string Name { get; }

    /// <summary>The value in effect; null if there is none.</summary>
    public string? Value { get; }

    /// <summary>True if the file sets it; otherwise the default is in effect.</summary>
    public bool IsSet { get; }

    /// <summary>What is in effect if the file does not set it, in words; null if it is required.</summary>
    public string? Default { get; }

    /// <summary>What it means.</summary>
    public string Description { get; }

    /// <summary>The name and the value.</summary>
    public override string ToString() => $"{Name}={Value}";
}
