using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Calls.Routing;

/// <summary>The keys of the providers that one request may call, each searched once.</summary>
internal sealed class RouteKeys(HolySheepConfiguration configuration, KeyLookup lookup, CallServices services, Secret? given, string? ownerOfGiven, bool isCall)
{
    private readonly Dictionary<string, ProviderKeys> _found = [];
    private Dictionary<string, HolySheepException>? _faults;
    private string? _first;

    /// <summary>The keys of each provider that has one, or needs none.</summary>
    public IReadOnlyDictionary<string, ProviderKeys> Found => _found;

    /// <summary>The keys of a provider whose keys each have their own health; otherwise empty.</summary>
    public IReadOnlyList<Secret> PoolOf(string provider) => _found.TryGetValue(provider, out var keys) ? keys.Pool : [];

    /// <summary>Warnings for the caller: the providers without a key.</summary>
    public IReadOnlyList<string> Warnings => _faults is null ? [] : [.. _faults.Values.Select(fault => fault.Message)];

    /// <summary>Why the first provider has no key, if no other has one either; null if one has.</summary>
    public HolySheepException? Fault => _found.Count == 0 && _first is not null ? _faults![_first] : null;

    /// <summary>Why a provider cannot be called; null if it can.</summary>
    public string? FaultOf(string provider)
    {
        _first ??= provider;
        if (_found.ContainsKey(provider))
        {
            return null;
        }

        if (_faults?.ContainsKey(provider) != true)
        {
            try
            {
                _found[provider] = Usable(provider, provider == ownerOfGiven ? given : null);
            }
            catch (HolySheepException exception) when (exception.Code is ErrorCode.CredentialMissing or ErrorCode.CredentialRefused)
            {
                (_faults ??= [])[provider] = exception;
            }
        }

        return _faults is not null && _faults.TryGetValue(provider, out var fault) ? fault.Message.TrimEnd('.') : null;
    }

    private ProviderKeys Usable(string provider, Secret? given)
    {
        var options = configuration.Providers[provider];
        KeyLookup.CheckComplete(options);
        if (given is not null)
        {
            services.Mask.Register(given);
            ThrowIfUnusable(provider, given);
        }

        return given is null && options.Keyless ? ProviderKeys.None : Usable(provider, options, given);
    }

    // Apart from the test for a provider without keys, which needs none of the objects that are made here.
    private ProviderKeys Usable(string provider, ProviderOptions options, Secret? given)
    {
        IReadOnlyList<ProviderKey> all = given is not null ? [new ProviderKey(given, "the given key")] : lookup.Find(options);
        var refused = all.Where(key => services.RefusedKeys.Contains(provider, key.Secret)).ToList();
        var usable = refused.Count == 0 ? all : [.. all.Except(refused)];
        if (all.Count > 0 && usable.Count == 0)
        {
            throw new HolySheepException(
                ErrorCode.CredentialRefused,
                $"{provider} has refused its key before, and the key is still the same.",
                $"Set another key, then try again. To check it: {CommandHint.Test(provider)}.");
        }

        var keys = new ProviderKeys(usable) { Turn = TurnOf(options, usable.Count), Refused = [.. refused.Select(key => key.Place)] };
        return options.ApiKeys.Count > 1 ? keys.AsPool() : keys;
    }

    // A dry run uses no turn, and what it shows does not depend on it.
    private long? TurnOf(ProviderOptions options, int count) =>
        options.KeyOrder != KeyOrder.Spread ? null : isCall && count > 1 ? services.Turns.Next("keys of " + options.Name) : 0;

    private static void ThrowIfUnusable(string provider, Secret given)
    {
        if (KeyProbe.Of(given) is { Key: null } probe)
        {
            throw new HolySheepException(
                ErrorCode.CredentialMissing, $"The key given for {provider} cannot be used ({probe.Reason}).",
                probe.Hint ?? "Give the whole key, or omit it to use the configured one.");
        }
    }
}
