using System;
using System.IO;

namespace HolySheep.Cli.Input;

/// <summary>Standard input, which is opened only if a prompt is read from it.</summary>
/// <param name="IsTerminal">Whether it is a terminal.</param>
/// <param name="OpenStream">Opens it.</param>
/// <param name="HasData">Checks whether data is waiting, without reading or waiting.</param>
internal sealed record StandardInput(bool IsTerminal, Func<Stream> OpenStream, Func<bool> HasData)
{
    public static StandardInput Open() => StandardDescriptor.IsInherited(StandardDescriptor.Input)
        ? new(!Console.IsInputRedirected, Console.OpenStandardInput, WaitingInput.IsThere)
        : new(false, () => Stream.Null, () => false);
}
