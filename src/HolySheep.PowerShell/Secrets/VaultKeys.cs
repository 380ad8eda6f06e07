using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Secrets;

/// <summary>The secrets that a command last read from the vaults, for calls on other threads.</summary>
internal sealed class VaultKeys
{
    // Long enough that a loop of calls does not read a remote vault each time, short enough to notice a replaced key.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly TimeProvider _timeProvider;

    internal VaultKeys(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Reads secrets that are unknown, were not found or are too old.</summary>
    /// <param name="paths">The secrets, each as <c>VAULT/NAME</c>.</param>
    /// <param name="read">Reads one secret; called on this thread.</param>
    internal void Read(IEnumerable<string> paths, Func<string, Secret?> read)
    {
        foreach (var path in paths)
        {
            if (!_entries.TryGetValue(path, out var known) || known.Key is null || _timeProvider.GetElapsedTime(known.At) >= Lifetime)
            {
                _entries[path] = ReadOne(path, read);
            }
        }
    }

    /// <summary>A key that was read before, from any thread; null if the vault has none.</summary>
    /// <exception cref="HolySheepException">The vault could not be read; the message says why.</exception>
    internal Secret? Find(string path) =>
        !_entries.TryGetValue(path, out var entry) ? throw new HolySheepException(ErrorCode.CredentialMissing, "the vault was not read")
        : entry.Fault is { } fault ? throw new HolySheepException(fault.Code, fault.Message, fault.Hint)
        : entry.Key;

    /// <summary>Lets the next command read all secrets again.</summary>
    internal void Forget() => _entries.Clear();

    private Entry ReadOne(string path, Func<string, Secret?> read)
    {
        try
        {
            return new Entry(read(path), null, _timeProvider.GetTimestamp());
        }
        catch (HolySheepException fault)
        {
            return new Entry(null, fault, 0);
        }
    }

    private sealed record Entry(Secret? Key, HolySheepException? Fault, long At);
}
