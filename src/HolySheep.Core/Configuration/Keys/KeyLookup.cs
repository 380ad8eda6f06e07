using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Keys;

/// <summary>Finds the keys of a provider: the session's, then the configured ones, then the built-in places of the built-in provider.</summary>
internal sealed class KeyLookup
{
    private readonly HolySheepConfiguration _configuration;
    private readonly IReadOnlyDictionary<string, Secret> _sessionKeys;
    private readonly UserFolders _environment;
    private readonly Func<string, Secret?>? _vault;
    private readonly SecretMask _mask;

    /// <param name="configuration">The configuration that names the places.</param>
    /// <param name="sessionKeys">Keys given for this session, by provider.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="vault">Reads <c>VAULT/NAME</c>; returns null if the secret does not exist, and throws if it cannot be read. Null if no vault is available.</param>
    /// <param name="mask">Receives every key before it is used.</param>
    public KeyLookup(
        HolySheepConfiguration configuration, IReadOnlyDictionary<string, Secret> sessionKeys,
        Func<string, string?> environment, Func<string, Secret?>? vault, SecretMask mask)
    {
        _configuration = configuration;
        _sessionKeys = sessionKeys;
        _environment = new UserFolders(environment);
        _vault = vault;
        _mask = mask;
    }

    /// <summary>Refuses a provider whose address or header lacks a value: without it requests would reach the wrong tenant, or none.</summary>
    /// <exception cref="HolySheepException">A setting of the address or the variable of a header is not set; names it.</exception>
    public static void CheckComplete(ProviderOptions provider)
    {
        if (provider is { SettingFault: { } setting, Kind: not ProviderKind.Sandbox })
        {
            var variable = setting.Variables.Count == 0 ? "" : $", or the environment variable {string.Join(" or ", setting.Variables)}";
            throw new HolySheepException(
                ErrorCode.CredentialMissing,
                $"The provider '{provider.Name}' cannot be called: its address needs {setting.Meaning}, and '{setting.Setting}' {setting.Reason}.",
                $"Set \"{setting.Setting}\" under 'providers.{provider.Name}' ({CommandHint.SetProviderSetting(provider.Name, setting.Setting)}){variable}.");
        }

        if (provider is { HeaderFault: { } fault, Kind: not ProviderKind.Sandbox })
        {
            throw new HolySheepException(
                ErrorCode.CredentialMissing,
                $"The provider '{provider.Name}' cannot be called: its header '{fault.Header}' needs the environment variable '{fault.Variable}', which is not set.",
                $"Set the variable ({KeyVariable.HowToSet(fault.Variable)}), or remove the header from 'providers.{provider.Name}.headers'.");
        }
    }

    /// <summary>The keys of a provider, in the order in which they are tried; empty for a provider that is called without a key.</summary>
    /// <exception cref="HolySheepException">A key is missing, or a header has no value; the message names the places that were searched and how to set one.</exception>
    public IReadOnlyList<ProviderKey> Find(ProviderOptions provider)
    {
        CheckComplete(provider);
        if (provider.Keyless)
        {
            return [];
        }

        var search = new KeySearch(provider, _configuration.File);
        if (_sessionKeys.TryGetValue(provider.Name, out var given))
        {
            search.Add("this session", KeyProbe.Of(given));
        }
        else if (CommandHint.HasSessions)
        {
            search.Missed("this session");
        }

        if (!search.IsOver && provider.KeyCommand is { } command)
        {
            // The program runs only when a request is sent.
            return [new ProviderKey(CommandKeys.StandIn(command), provider.ApiKeys[0].ToString())];
        }

        if (!search.IsOver)
        {
            foreach (var reference in provider.ApiKeys)
            {
                search.Add(reference.ToString(), Read(reference));
            }
        }

        AddOtherPlaces(search, provider);

        foreach (var key in search.Keys)
        {
            _mask.Register(key.Secret);
        }

        return search.Keys.Count > 0 ? search.Keys : throw search.Fault();
    }

    /// <summary>Hides the keys of all providers from now on, whether a call uses them or not; no program that prints a key is run.</summary>
    public void RegisterAll()
    {
        foreach (var provider in _configuration.Providers.Values)
        {
            try
            {
                Find(provider);
            }
            catch (HolySheepException)
            {
                // It has no key that could be shown.
            }
        }
    }

    // The stored key comes after what the configuration names, and before the key of another program.
    private void AddOtherPlaces(KeySearch search, ProviderOptions provider)
    {
        var isBuiltIn = provider.Name == BuiltInConfiguration.ProviderName && provider.Preset is null or BuiltInConfiguration.ProviderName;
        var variable = new KeyReference(KeySource.Environment, BuiltInConfiguration.KeyVariable);
        if (!search.IsOver && isBuiltIn && !provider.ApiKeys.Contains(variable))
        {
            search.Add(variable.ToString(), Read(variable));
        }

        if (!search.IsOver && _configuration.KeyFolder is { } folder && StoredKeyPath.Of(folder, provider.Name) is var path && File.Exists(path))
        {
            search.Add(StoredKeyPath.Reference(path), KeyFile.Read(path));
        }

        if (!search.IsOver && isBuiltIn)
        {
            search.Add(HsKeyFile.Place, HsKeyFile.Read(_environment.Home));
        }
    }

    /// <summary>Reads the value of one reference.</summary>
    public static KeyProbe Read(KeyReference reference, UserFolders environment, Func<string, Secret?>? vault) => reference.Source switch
    {
        KeySource.Environment => KeyProbe.Of(environment.Variable(reference.Path)),
        KeySource.File => KeyFile.Read(reference.Path),
        _ => ReadVault(reference.Path, vault),
    };

    private KeyProbe Read(KeyReference reference) => Read(reference, _environment, _vault);

    private static KeyProbe ReadVault(string path, Func<string, Secret?>? vault)
    {
        if (vault is null)
        {
            return KeyProbe.Missing("vaults cannot be read here", "Only the PowerShell module reads vaults; use env:NAME or file:PATH, or use PowerShell.");
        }

        try
        {
            return vault(path) is { } key ? KeyProbe.Of(key) : KeyProbe.Missing("not in the vault", HowToPutIn(path));
        }
        catch (HolySheepException fault)
        {
            // The vault may hold the key: another account's key must not silently take its place.
            return KeyProbe.Refused(fault.Message, fault.Hint);
        }
    }

    private static string HowToPutIn(string path)
    {
        var slash = path.IndexOf('/');
        return $"PowerShell: Set-Secret -Vault '{path.Substring(0, slash)}' -Name '{path.Substring(slash + 1)}'";
    }
}
