using System;
using System.Security.Cryptography;
using System.Text;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Health;

/// <summary>Creates the names under which health is stored: <c>PROVIDER/MODEL</c>, <c>group NAME</c>, <c>key PROVIDER HASH</c>, <c>key PROVIDER HASH TARGET-OR-GROUP</c>. No target begins like the last two, because a provider's name has no space.</summary>
internal static class HealthName
{
    private const string GroupPrefix = "group ";
    private const string KeyPrefix = "key ";
    private const int HashBytes = 6;

    public static string OfGroup(RouteCandidate candidate) => candidate.QuotaGroup == candidate.Target ? candidate.Target : GroupPrefix + candidate.QuotaGroup;

    /// <summary>The name of a key's health.</summary>
    public static string OfKey(string provider, Secret key) => KeyPrefix + provider + " " + MarkOf(provider, key);

    /// <summary>A hash that distinguishes a provider's keys without revealing them.</summary>
    public static string MarkOf(string provider, Secret key)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(provider + "\n" + key.Reveal()));
        return BitConverter.ToString(hash, 0, HashBytes).Replace("-", "").ToLowerInvariant();
    }

    /// <summary>The name of what is known of a key at a target or its quota group alone.</summary>
    public static string OfKey(RouteCandidate candidate, Secret key) => OfKey(candidate.Provider, key) + " " + OfGroup(candidate);

    /// <summary>The name of a quota group's health.</summary>
    public static string OfGroup(string group) => GroupPrefix + group;

    /// <summary>Whether a name is that of a provider's key, or of a key's part of a quota group.</summary>
    public static bool IsOfKey(string name, string provider) =>
        name.Length == KeyPrefix.Length + provider.Length + 1 + (HashBytes * 2)
        && name.StartsWith(KeyPrefix + provider + " ", StringComparison.Ordinal)
        && name.LastIndexOf(' ') == KeyPrefix.Length + provider.Length;

    /// <summary>Whether a name is that of a provider's key, everywhere or at one target or quota group.</summary>
    public static bool IsOfKeyAnywhere(string name, string provider)
    {
        var length = KeyPrefix.Length + provider.Length + 1 + (HashBytes * 2);
        return name.Length >= length && IsOfKey(name.Substring(0, length), provider) && (name.Length == length || name[length] == ' ');
    }

    public static HealthScope ScopeOf(string name) =>
        name.StartsWith(GroupPrefix, StringComparison.Ordinal) ? HealthScope.QuotaGroup
        : name.StartsWith(KeyPrefix, StringComparison.Ordinal) ? HealthScope.Key
        : HealthScope.Target;
}
