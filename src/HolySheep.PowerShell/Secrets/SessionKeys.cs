using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security;
using HolySheep.Chat;

namespace HolySheep.PowerShell.Secrets;

/// <summary>Keys of this session: kept in the process, for all its runspaces, and never written.</summary>
internal static class SessionKeys
{
    private static readonly object Gate = new();

    // The configuration file is part of the key, because a provider of the same name in another file is another provider.
    private static readonly Dictionary<(string Path, string Provider), SecureString> Keys = [];
    private static readonly Dictionary<string, int> Versions = [];
    private static readonly Dictionary<string, Secret> NoKeys = [];

    /// <summary>Keeps a key for a provider; null or an empty key removes it.</summary>
    internal static void Set(string configurationPath, string provider, SecureString? key)
    {
        lock (Gate)
        {
            var changed = Keys.Remove((configurationPath, provider));
            if (key is { Length: > 0 })
            {
                Keys[(configurationPath, provider)] = Copy(key);
                Reveal(key);
                changed = true;
            }

            if (changed)
            {
                Versions[configurationPath] = VersionOf(configurationPath) + 1;
            }
        }
    }

    /// <summary>A number that changes whenever the keys for a file change.</summary>
    internal static int Version(string configurationPath)
    {
        lock (Gate)
        {
            return VersionOf(configurationPath);
        }
    }

    /// <summary>The keys for a file, by provider.</summary>
    internal static IReadOnlyDictionary<string, Secret> Of(string configurationPath)
    {
        lock (Gate)
        {
            return Keys.Count == 0 ? NoKeys : Keys.Where(entry => entry.Key.Path == configurationPath)
                .ToDictionary(entry => entry.Key.Provider, entry => Reveal(entry.Value), StringComparer.Ordinal);
        }
    }

    /// <summary>The key in a SecureString, whole: NetworkCredential would end it at a NUL, and so let it pass for another key. From then on no error shows it.</summary>
    internal static Secret Reveal(SecureString key)
    {
        var text = Marshal.SecureStringToGlobalAllocUnicode(key);
        try
        {
            var secret = new Secret(Marshal.PtrToStringUni(text, key.Length));
            HolySheepClient.Hide(secret);
            return secret;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    private static int VersionOf(string path) => Versions.TryGetValue(path, out var version) ? version : 0;

    // The caller may dispose its own copy.
    private static SecureString Copy(SecureString key)
    {
        var copy = key.Copy();
        copy.MakeReadOnly();
        return copy;
    }
}
