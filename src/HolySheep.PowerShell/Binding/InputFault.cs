using System;
using System.Management.Automation;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Makes what a script or a property of the user's throws while it is read the error of that input.</summary>
internal static class InputFault
{
    /// <summary>Reads something of the user's.</summary>
    /// <param name="what">What is read, as the beginning of a sentence.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="HolySheepException">It cannot be read.</exception>
    internal static T Guard<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsUsers(exception))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{what} cannot be read: {Innermost(exception).Message}",
                "The fault is in the script or the object that gives it. Give the input without it, for example with Select-Object.", exception);
        }
    }

    /// <summary>True for what is told as the error of an input; false for what ends a pipeline or a script on purpose.</summary>
    internal static bool MayBeTold(Exception exception) => exception is HolySheepException || IsUsers(exception);

    /// <summary>True for what user code throws; false for what ends a pipeline or a script on purpose.</summary>
    internal static bool IsUsers(Exception exception) => exception is not (HolySheepException or PipelineStoppedException or OutOfMemoryException) && !IsFlow(exception.GetType());

    private static bool IsFlow(Type? type) => type is not null && (type.Name == "FlowControlException" || IsFlow(type.BaseType));

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
