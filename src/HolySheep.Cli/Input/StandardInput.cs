using System;
using System.IO;

namespace HolySheep.Cli.Input;

/// <summary>Standard input: opened only if a prompt is to be read from it.</summary>
/// <param name="IsTerminal">Whether a person would have to type.</param>
/// <param name="OpenStream">Opens it.</param>
/// <param name="HasData">Whether data waits in it; asks without taking or waiting.</param>
internal sealed record StandardInput(bool IsTerminal, Func<Stream> OpenStream, Func<bool> HasData)
{
    public static StandardInput Open() => StandardDescriptor.IsInherited(StandardDescriptor.Input)
        ? new(!Console.IsInputRedirected, Console.OpenStandardInput, WaitingInput.IsThere)
        : new(false, () => Stream.Null, () => false);
}
