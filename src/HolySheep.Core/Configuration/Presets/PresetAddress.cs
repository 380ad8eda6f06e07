using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Reading;

namespace HolySheep.Configuration.Presets;

/// <summary>The address of a preset with the settings of one account.</summary>
internal sealed class PresetAddress
{
    private const string Expected = "expected letters, digits, '-', '.' and '_' only, because the value becomes a part of the address";

    // The location without a region: its host has no prefix.
    private const string Worldwide = "global";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private PresetAddress()
    {
    }

    /// <summary>The first setting without a value; null if all have one.</summary>
    public SettingFault? Fault { get; private set; }

    /// <summary>The settings that the configuration gives, by name.</summary>
    public IReadOnlyDictionary<string, string> Given { get; private set; } = new Dictionary<string, string>();

    /// <summary>The whole address that a variable gives in place of the settings; null if none does.</summary>
    public string? Endpoint { get; private set; }

    /// <summary>Reads the settings of a preset from a provider's entry and from variables.</summary>
    /// <param name="context">The file.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="node">The provider's entry; null if it has none.</param>
    public static PresetAddress Read(ReadingContext context, ProviderPreset preset, ConfigurationNode? node)
    {
        var address = new PresetAddress { Given = ReadGiven(context, preset, node) };
        if (address.Given.Count == 0)
        {
            address.Endpoint = preset.EndpointVariables.Select(context.Environment.Variable).FirstOrDefault(value => value is not null);
        }

        foreach (var setting in preset.Settings)
        {
            address.Add(context, setting);
        }

        return address;
    }

    /// <summary>An address with its placeholders replaced; only valid without a fault.</summary>
    public string Expand(string template)
    {
        foreach (var value in _values)
        {
            template = template
                .Replace("{" + value.Key + "-}", value.Value == Worldwide ? "" : value.Value + "-")
                .Replace("{" + value.Key + "}", value.Value);
        }

        return template;
    }

    private static Dictionary<string, string> ReadGiven(ReadingContext context, ProviderPreset preset, ConfigurationNode? node)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in preset.Settings)
        {
            if (node?[setting.Name] is { } value)
            {
                var text = context.Text(value, setting.Meaning);
                given.Add(setting.Name, IsPart(text) ? text : throw context.Fault(value, Expected));
            }
        }

        return given;
    }

    private void Add(ReadingContext context, PresetSetting setting)
    {
        var variable = setting.Variables.FirstOrDefault(name => context.Environment.Variable(name)?.Trim() is { Length: > 0 });
        var value = Given.TryGetValue(setting.Name, out var given) ? given : variable is null ? setting.Default : context.Environment.Variable(variable)!.Trim();
        if (value is not null && IsPart(value))
        {
            _values.Add(setting.Name, value);
        }
        else
        {
            Fault ??= new SettingFault(setting.Name, setting.Meaning, setting.Variables, value is null ? "is not set" : $"in the environment variable '{variable}' is not valid: {Expected}");
        }
    }

    private static bool IsPart(string text) => text.All(character =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_');
}
