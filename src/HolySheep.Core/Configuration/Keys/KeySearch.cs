using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Errors;

namespace HolySheep.Configuration.Keys;

/// <summary>The search through the places of one provider's keys.</summary>
internal sealed class KeySearch
{
    private readonly ProviderOptions _provider;
    private readonly string? _file;
    private readonly List<ProviderKey> _keys = [];
    private readonly List<string> _places = [];
    private bool _broken;
    private string? _hint;

    public KeySearch(ProviderOptions provider, string? file)
    {
        _provider = provider;
        _file = file;
    }

    /// <summary>The keys that were found, in order, each once.</summary>
    public IReadOnlyList<ProviderKey> Keys => _keys;

    /// <summary>Whether later places are skipped: a key was found, or a key that must not be used and that no other key may silently replace.</summary>
    public bool IsOver => _keys.Count > 0 || _broken;

    /// <summary>Records a place without a key.</summary>
    public void Missed(string place) => _places.Add($"{place} (not set)");

    /// <summary>Records the result of a place.</summary>
    public void Add(string place, KeyProbe probe)
    {
        if (probe.Key is null)
        {
            _places.Add($"{place} ({probe.Reason})");
            _broken |= probe.Broken;
            _hint ??= probe.Hint;
        }
        else if (_keys.All(key => !key.Secret.Equals(probe.Key)))
        {
            _keys.Add(new ProviderKey(probe.Key, place));
        }
    }

    /// <summary>The error of a search without a key.</summary>
    public HolySheepException Fault() => new(
        ErrorCode.CredentialMissing,
        $"No usable key for the provider '{_provider.Name}'.{(_places.Count == 0 ? "" : $" Places searched: {string.Join("; ", _places)}.")}",
        _hint ?? HowToSet());

    private string HowToSet()
    {
        if (_provider is { ApiKeys.Count: 0, Preset: { } preset } && KnownPresets.Find(preset) is { KeyCommand: { Count: > 0 } command })
        {
            return $"Its key comes from a program: set \"apiKey\": {{ \"command\": [ {string.Join(", ", command.Select(part => $"\"{part}\""))} ] }} under 'providers.{_provider.Name}' ({CommandHint.SetKeyCommand(_provider.Name, command)}).";
        }

        var configured = _provider.ApiKeys.FirstOrDefault(reference => reference.Source == KeySource.Environment)?.Path;
        var variable = configured ?? KeyVariable.For(_provider.Name);
        var needsReference = configured is null && _provider.Name != BuiltInConfiguration.ProviderName;
        var reference = needsReference
            ? $"Set \"apiKey\": \"env:{variable}\" under 'providers.{_provider.Name}'{(_file is null ? "" : " in " + _file)} ({CommandHint.SetKeyReference(_provider.Name, variable)}), and the variable. "
            : "";
        return reference + KeyVariable.HowToSet(variable) + CommandHint.OrStoreKey(_provider.Name);
    }
}
