using System;

namespace HolySheep.PowerShell.Binding;

/// <summary>A named value of an input: a property, an entry or a column.</summary>
internal sealed class InputMember
{
    private readonly Func<object?> _read;

    internal InputMember(string name, Func<object?> read) => (Name, _read) = (name, read);

    /// <summary>The name as the input has it.</summary>
    internal string Name { get; }

    /// <summary>The value; on the pipeline thread, since a property may be a script.</summary>
    /// <exception cref="HolySheep.Errors.HolySheepException">It cannot be read.</exception>
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
