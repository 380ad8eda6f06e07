using System.Collections.Concurrent;
using HolySheep.Chat;

namespace HolySheep.Health;

/// <summary>The keys that a provider refused; they are not sent to it again until they change.</summary>
internal sealed class RefusedKeys
{
    private readonly ConcurrentDictionary<(string Provider, Secret Key), bool> _refused = new();

    public bool Contains(string provider, Secret key) => !_refused.IsEmpty && _refused.ContainsKey((provider, key));

    public void Add(string provider, Secret key) => _refused[(provider, key)] = true;

    /// <summary>Removes a refusal, for a key that the provider now accepts.</summary>
    public void Remove(string provider, Secret key) => _refused.TryRemove((provider, key), out _);
}
