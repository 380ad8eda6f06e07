using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Configuration.Masking;

/// <summary>Every key that this process has used, including those of disposed clients, because an unexpected exception may quote any of them.</summary>
internal static class ProcessKeys
{
    private static readonly object Gate = new();
    private static readonly HashSet<(Secret Secret, bool IsWord)> Known = [];
    private static readonly List<(Secret Secret, bool IsWord)> Waiting = [];
    private static readonly SecretMask OfAll = SecretMask.Apart();

    /// <summary>The mask with all of them.</summary>
    public static SecretMask Mask
    {
        get
        {
            // Most processes never need it, so the table is created on first use.
            lock (Gate)
            {
                OfAll.Register(Waiting);
                Waiting.Clear();
            }

            return OfAll;
        }
    }

    /// <summary>Registers a key that no client has used yet.</summary>
    public static void Hide(Secret secret)
    {
        if (SecretMask.KindOf(secret) is { } isWord)
        {
            Add(secret, isWord);
        }
    }

    /// <summary>Registers a key.</summary>
    /// <param name="secret">The key.</param>
    /// <param name="isWord">True hides it only as a whole.</param>
    public static void Add(Secret secret, bool isWord)
    {
        lock (Gate)
        {
            if (Known.Add((secret, isWord)))
            {
                Waiting.Add((secret, isWord));
            }
        }
    }
}
