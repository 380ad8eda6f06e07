using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Health;

namespace HolySheep.Calls.Routing;

/// <summary>The keys of the providers that one request may call, each searched once.</summary>
internal sealed class RouteKeys(HolySheepConfiguration configuration, KeyLookup lookup, CallServices services, Secret? given, string? ownerOfGiven, bool isCall)
{
    private readonly Dictionary<string, IReadOnlyList<Secret>> _found = [];
    private Dictionary<string, HolySheepException>? _faults;
    private string? _first;

    /// <summary>The keys of each provider that has one, or needs none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Secret>> Found => _found;

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

    private IReadOnlyList<Secret> Usable(string provider, Secret? given)
    {
        var options = configuration.Providers[provider];
        KeyLookup.CheckComplete(options);
        if (given is not null)
        {
            services.Mask.Register(given);
            ThrowIfUnusable(provider, given);
        }

        if (given is null && options.Keyless)
        {
            return [];
        }

        var all = given is not null ? [given] : lookup.Find(options).Select(key => key.Secret).ToList();
        var usable = InOrder(options, all.Where(key => !services.RefusedKeys.Contains(provider, key)).ToList());
        return all.Count == 0 || usable.Count > 0
            ? usable
            : throw new HolySheepException(
                ErrorCode.CredentialRefused,
                $"{provider} has refused its key before, and the key is still the same.",
                $"Set another key, then try again. To check it: {CommandHint.Test(provider)}.");
    }

    // A dry run uses no turn, and what it shows does not depend on it.
    private IEnumerable<Secret> Spread(ProviderOptions options, List<Secret> keys)
    {
        if (options.KeyOrder != KeyOrder.Spread || keys.Count < 2 || !isCall)
        {
            return keys;
        }

        var first = (int)(services.Turns.Next("keys of " + options.Name) % keys.Count);
        return keys.Skip(first).Concat(keys.Take(first));
    }

    private static void ThrowIfUnusable(string provider, Secret given)
    {
        if (KeyProbe.Of(given) is { Key: null } probe)
        {
            throw new HolySheepException(
                ErrorCode.CredentialMissing, $"The key given for {provider} cannot be used ({probe.Reason}).",
                probe.Hint ?? "Give the whole key, or omit it to use the configured one.");
        }
    }

    /// <summary>Of several keys, a throttled key or one without money goes last once its time is over; until then it is used only as the last resort. Keys that share the calls begin with another one in each call.</summary>
    private List<Secret> InOrder(ProviderOptions options, List<Secret> keys)
    {
        if (keys.Count < 2)
        {
            return keys;
        }

        var now = services.TimeProvider.GetUtcNow();
        var states = keys.ToLookup(key => services.Health.StateOfKey(options.Name, key, now));
        var usable = Spread(options, states[CircuitState.Closed].ToList()).Concat(states[CircuitState.HalfOpen]).ToList();
        return usable.Count > 0 ? usable : keys;
    }
}
