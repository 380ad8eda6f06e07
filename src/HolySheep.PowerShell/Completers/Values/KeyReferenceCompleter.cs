using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes references to keys: names of environment variables that look like keys, never their values.</summary>
public sealed class KeyReferenceCompleter : NameCompleter
{
    private static readonly Regex LooksLikeKey = new("KEY|TOKEN", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly KnownName[] Others =
    [
        new("file:", "a file that only you can read"),
        new("secret:", "a secret of SecretManagement: secret:VAULT/NAME"),
        new("none", "the provider needs no key"),
    ];

    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => LooksLikeKey.IsMatch(name)).OrderBy(name => name, StringComparer.Ordinal)
            .Select(name => new KnownName("env:" + name, "an environment variable")).Concat(Others);
}
