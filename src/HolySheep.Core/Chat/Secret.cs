using System;

namespace HolySheep.Chat;

/// <summary>A key that no text shows by accident.</summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <summary>Wraps a key.</summary>
    /// <param name="value">The key, without surrounding white space.</param>
    public Secret(string value) => _value = (value ?? throw new ArgumentNullException(nameof(value))).Trim();

    /// <summary>The key itself.</summary>
    public string Reveal() => _value;

    /// <summary>Whether both hold the same key.</summary>
    public bool Equals(Secret? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    /// <summary>Stars, never the key.</summary>
    public override string ToString() => "***";
}
