using System;

namespace HolySheep.PowerShell.Binding;

/// <summary>A named value of an input: a property, an entry or a column.</summary>
internal sealed class InputMember
{
    private readonly Func<object?> _read;

    internal InputMember(string name, Func<object?> read) => (Name, _read) = (name, read);

    /// <summary>The name in the input.</summary>
    internal string Name { get; }

    /// <summary>The value; a property may be a script, so read it on the pipeline thread.</summary>
    /// <exception cref="HolySheep.Errors.HolySheepException">The value cannot be read.</exception>
    internal object? Value => InputFault.Guard($"The property '{Name}' of the input", _read);

    /// <summary>The value; null if it cannot be read.</summary>
    internal object? ValueOrNull()
    {
        try
        {
            return _read();
        }
        catch (Exception exception) when (InputFault.IsUsers(exception))
        {
            return null;
        }
    }
}
