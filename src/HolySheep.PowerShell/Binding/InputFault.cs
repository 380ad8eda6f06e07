using System;
using System.Management.Automation;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Turns exceptions of user scripts and properties into errors of the input that is read.</summary>
internal static class InputFault
{
    /// <summary>Reads a value of the user.</summary>
    /// <param name="what">What is read, as the beginning of a sentence.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="HolySheepException">The value cannot be read.</exception>
    internal static T Guard<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsUsers(exception))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{what} cannot be read: {Innermost(exception).Message}",
                "The error is in the script or the object that provides it. Give the input without it, for example with Select-Object.", exception);
        }
    }

    /// <summary>True for an exception that is reported as the error of an input; false for one that ends a pipeline or a script on purpose.</summary>
    internal static bool MayBeTold(Exception exception) => exception is HolySheepException || IsUsers(exception);

    /// <summary>True for an exception of user code; false for one that ends a pipeline or a script on purpose.</summary>
    internal static bool IsUsers(Exception exception) => exception is not (HolySheepException or PipelineStoppedException or OutOfMemoryException) && !IsFlow(exception.GetType());

    private static bool IsFlow(Type? type) => type is not null && (type.Name == "FlowControlException" || IsFlow(type.BaseType));

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
