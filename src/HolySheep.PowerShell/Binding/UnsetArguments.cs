using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Refuses arguments without a value, in the cmdlet and not in the binder: the variable of a script that is not set must not be read as another wish.</summary>
internal static class UnsetArguments
{
    /// <summary>The error about an argument of the command line that is null, empty, or a list with an empty item; null if all have values.</summary>
    /// <remarks><see cref="AllowNullAttribute"/>, <see cref="AllowEmptyStringAttribute"/> and <see cref="AllowEmptyCollectionAttribute"/> say which of these is a value of a parameter.</remarks>
    internal static HolySheepException? FindEmpty(PSCmdlet cmdlet) => Find(cmdlet, static (value, parameter) => value switch
    {
        null => !Allows<AllowNullAttribute>(parameter),
        string text => text.Length == 0 && !Allows<AllowEmptyStringAttribute>(parameter),
        SecureString key => key.Length == 0,
        IList { Count: 0 } => !Allows<AllowEmptyCollectionAttribute>(parameter),
        IList list => list.Cast<object?>().Any(item => ValueShapes.Unwrapped(item) is null or ""),
        _ => false,
    });

    /// <summary>The error about an argument of the command line that is null; null if none is.</summary>
    /// <remarks>An empty text or list is a value: it removes what is configured.</remarks>
    internal static HolySheepException? FindNull(PSCmdlet cmdlet) => Find(cmdlet, static (value, parameter) => value is null && !Allows<AllowNullAttribute>(parameter));

    private static HolySheepException? Find(PSCmdlet cmdlet, Func<object?, PropertyInfo, bool> isEmpty)
    {
        foreach (var argument in cmdlet.MyInvocation.BoundParameters)
        {
            // The engine's own parameters are not properties of the cmdlet.
            if (cmdlet.GetType().GetProperty(argument.Key) is { } parameter && isEmpty(ValueShapes.Unwrapped(argument.Value), parameter))
            {
                var what = ValueShapes.Unwrapped(argument.Value) is IList { Count: > 0 } ? "An item in the list of the parameter" : "The parameter";
                return new HolySheepException(ErrorCode.ArgumentInvalid, $"{what} '{argument.Key}' is empty: its variable is probably not set.", "Give it a value, or leave the parameter out.");
            }
        }

        return null;
    }

    private static bool Allows<T>(PropertyInfo parameter)
        where T : Attribute => parameter.IsDefined(typeof(T), inherit: true);
}
