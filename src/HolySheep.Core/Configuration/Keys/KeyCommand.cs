using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Keys;

/// <summary>A program that prints a key which expires, such as <c>az account get-access-token</c>.</summary>
/// <param name="Arguments">The program and its arguments; no shell reads them.</param>
/// <param name="Lifetime">How long a printed key is used.</param>
public sealed record KeyCommand(IReadOnlyList<string> Arguments, TimeSpan Lifetime)
{
    /// <summary>The program, as messages name it.</summary>
    public string Program => Arguments[0];

    /// <summary>Whether both run the same program with the same arguments and lifetime.</summary>
    public bool Equals(KeyCommand? other) => other is not null && Lifetime == other.Lifetime && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => (Lifetime, Arguments.Count, Program).GetHashCode();
}
