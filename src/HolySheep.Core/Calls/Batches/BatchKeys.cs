using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Health;

namespace HolySheep.Calls.Batches;

/// <summary>The keys with which the batches of one provider are handed over and found again. Only the account that took a batch shows it, so that a batch stays with its key.</summary>
/// <param name="provider">The provider.</param>
/// <param name="keys">Its keys in listed order; empty if it needs none.</param>
/// <param name="refused">The keys that the provider refused in this process.</param>
internal sealed class BatchKeys(string provider, IReadOnlyList<ProviderKey> keys, RefusedKeys refused)
{
    private readonly List<(string Mark, Secret Secret)> _keys = [.. keys.Select(key => (HealthName.MarkOf(provider, key.Secret), key.Secret))];
    private int _turn = Math.Max(0, keys.ToList().FindIndex(key => !refused.Contains(provider, key.Secret)));

    /// <summary>The mark of the key for further batches; null if the provider needs no key.</summary>
    public string? Mark => _keys.Count == 0 ? null : _keys[_turn].Mark;

    /// <summary>The key with a mark; the one for further batches if no mark is known or none of the keys has it.</summary>
    public Secret? Of(string? mark) => _keys.Count == 0 ? null : _keys.Find(key => key.Mark == mark).Secret ?? _keys[_turn].Secret;

    /// <summary>Whether one of the keys has a mark, or none is known.</summary>
    public bool Has(string? mark) => mark is null || _keys.Exists(key => key.Mark == mark);

    /// <summary>Gives further batches to another key than a refused one; false if none is left.</summary>
    /// <param name="refused">The mark of the refused key; null if it is the one for further batches.</param>
    public bool TryNext(string? refused)
    {
        if (refused is not null && refused != Mark)
        {
            return true;
        }

        var isLast = _turn + 1 >= _keys.Count;
        _turn += isLast ? 0 : 1;
        return !isLast;
    }
}
